using System.Net.WebSockets;
using System.Text.Json;
using System.Threading.Channels;
using EmotionVoice.Edge.Api.Sockets;
using EmotionVoice.Edge.Core.Audio;
using EmotionVoice.Edge.Core.Emotion;
using EmotionVoice.Edge.Observers.Mqtt.Commands;
using Microsoft.Extensions.Logging;

namespace EmotionVoice.Edge.Api.Streams;

/// <summary>What a client wants of its stream.</summary>
/// <param name="WindowSamples">Length of a window.</param>
/// <param name="HopSamples">From one window's begin to the next one's.</param>
/// <param name="IsFloat">Sound comes as float32, not int16.</param>
/// <param name="Embedding">Results carry the model's embedding.</param>
internal sealed record StreamWish(int WindowSamples, int HopSamples, bool IsFloat, bool Embedding);

/// <summary>A window whose sound is complete.</summary>
/// <param name="Seq">Its number.</param>
/// <param name="Start">Where it begins, in samples of this connection.</param>
/// <param name="Speech">Whether somebody spoke at its end.</param>
internal readonly record struct DueWindow(long Seq, long Start, bool Speech);

/// <summary>
/// One client of <c>/v1/emotion/stream</c>. One loop takes sound into the ring and notes which windows are complete;
/// another works on them one by one. When other streams wait too, only the newest complete window is worked on, and the
/// client is told how many were left out: results come less often then, but not late.
/// </summary>
internal sealed class EmotionStream(
    ClientSocket socket, SpeechWatch watch, EmotionWorker worker, EmotionFusion fusion, StreamWish wish, StreamCourse course, StreamCourses courses, TimeProvider clock, ILogger log)
{
    /// <summary>Four seconds of float32.</summary>
    public const int LargestMessage = 256 * 1024;

    /// <summary>Sound that may come at once, as after a break of the network.</summary>
    public static readonly TimeSpan Burst = TimeSpan.FromSeconds(10);

    private const int MessagesPerSecond = 200;

    private static readonly TimeSpan s_idle = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_longestIdle = TimeSpan.FromMinutes(5);

    private readonly SoundRing _ring = new(wish.WindowSamples + 2 * (int)AudioFormat.Samples(Burst));
    private readonly Channel<DueWindow> _due = Channel.CreateBounded<DueWindow>(new BoundedChannelOptions(256) { SingleReader = true, SingleWriter = true });
    private readonly RateLimit _messages = new(MessagesPerSecond, 2 * MessagesPerSecond);
    // A sound card's clock may be a little fast.
    private readonly RateLimit _sound = new(1.05 * AudioFormat.SampleRateHz, (int)AudioFormat.Samples(Burst));
    private readonly long _began = clock.GetTimestamp();
    private readonly long _before = course.Samples;
    private long _heard;
    private long _windows;

    /// <summary>Returns when the client has gone or ended the stream, the device stops, or the client may not be here any more.</summary>
    public async Task RunAsync(Func<bool> mayStay)
    {
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(socket.Ending);
        await socket.SendAsync(StreamReadyJson.From(course, wish), EmotionStreamJson.Default.StreamReadyJson);
        Task working = WorkAsync(end.Token);
        try
        {
            bool stays = await ListenAsync(mayStay);
            _due.Writer.Complete();
            // Who ended the stream in good order still gets what is complete.
            await working;
            await socket.CloseAsync(stays ? WebSocketCloseStatus.NormalClosure : WebSocketCloseStatus.PolicyViolation, stays ? null : "The token is not valid any more.");
        }
        finally
        {
            await end.CancelAsync();
            _due.Writer.TryComplete();
            await working;
            courses.Use(course);
        }
    }

    // False when the client may not stay.
    private async Task<bool> ListenAsync(Func<bool> mayStay)
    {
        TimeSpan idle = TimeSpan.Zero;
        long windows = 0;
        while (idle < s_longestIdle)
        {
            // Once a window: who may come in stands in a file.
            if (windows != _windows && !mayStay())
                return false;
            windows = _windows;
            ClientMessage message = await socket.ReceiveAsync(s_idle);
            idle = message.Kind == ClientMessageKind.Idle ? idle + s_idle : TimeSpan.Zero;
            switch (message.Kind)
            {
                case ClientMessageKind.Closed:
                    return true;
                case ClientMessageKind.Idle when idle == s_idle:
                    await ErrorAsync(SocketErrors.Idle, "No sound came for ten seconds; the stream waits for it five minutes.");
                    break;
                case ClientMessageKind.Idle:
                    break;
                case var _ when !_messages.Allows(clock.GetElapsedTime(_began)):
                    await ErrorAsync(SocketErrors.TooFast, $"More than {MessagesPerSecond} messages a second: this one was ignored.");
                    break;
                case ClientMessageKind.TooLarge:
                    await ErrorAsync(SocketErrors.TooLarge, $"A message has at most {LargestMessage} bytes; this one was ignored.");
                    break;
                case ClientMessageKind.Binary:
                    await HearAsync(message.Bytes);
                    break;
                default:
                    if (IsEnd(message.Bytes))
                        return true;
                    await ErrorAsync(SocketErrors.BadMessage, """This message was ignored. What works: sound as binary messages, and {"type":"end_stream"}.""");
                    break;
            }
        }

        return true;
    }

    private async Task HearAsync(ReadOnlyMemory<byte> bytes)
    {
        int size = wish.IsFloat ? sizeof(float) : sizeof(short);
        float[]? samples = bytes.Length % size != 0 ? null : wish.IsFloat ? Pcm.FromFloat32(bytes.Span) : Pcm.FromInt16(bytes.Span);
        if (samples is null)
            await ErrorAsync(SocketErrors.BadAudio, $"Sound is {(wish.IsFloat ? "float32" : "int16")}, little-endian, mono at 16 kHz; this piece has a part of a sample, or one that is no number, and was ignored.");
        else if (!_sound.Allows(clock.GetElapsedTime(_began), samples.Length))
            await ErrorAsync(SocketErrors.TooFast, $"Sound came faster than it is spoken, by more than {Burst.TotalSeconds:0} s; this piece was ignored and isn't counted.");
        else
            await TakeAsync(samples);
    }

    // Up to the end of each window, so that the state of speech there doesn't depend on how the sound was cut.
    private async Task TakeAsync(ReadOnlyMemory<float> samples)
    {
        while (!samples.IsEmpty)
        {
            long end = _windows * wish.HopSamples + wish.WindowSamples;
            int part = (int)Math.Min(samples.Length, end - _heard);
            _ring.Write(samples.Span[..part]);
            watch.Push(samples.Span[..part]);
            samples = samples[part..];
            _heard += part;
            course.Samples = _before + _heard;
            if (_heard < end)
                continue;
            _windows++;
            DueWindow window = new(++course.Seq, end - wish.WindowSamples, watch.IsSpeech);
            if (!_due.Writer.TryWrite(window))
                await ErrorAsync(SocketErrors.Busy, "Too many windows wait already: this one was left out.", window.Seq);
        }
    }

    private static bool IsEnd(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            return JsonSerializer.Deserialize(utf8.Span, EmotionStreamJson.Default.StreamMessageJson)?.Type == "end_stream";
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private Task ErrorAsync(string code, string message, long? seq = null) => socket.SendAsync(new StreamErrorJson(code, message, seq), EmotionStreamJson.Default.StreamErrorJson);

    private async Task WorkAsync(CancellationToken cancellationToken)
    {
        try
        {
            await foreach (DueWindow first in _due.Reader.ReadAllAsync(cancellationToken))
            {
                DueWindow window = first;
                long skipped = 0;
                while (worker.Waiting > 0 && _due.Reader.TryRead(out DueWindow newer))
                    (window, skipped) = (newer, skipped + 1);
                if (skipped > 0)
                    await ErrorAsync(SocketErrors.Busy, $"Too many streams for every window: {skipped} were left out.", window.Seq - 1);
                await FeelAsync(window, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Nobody waits for results any more.
        }
    }

    private async Task FeelAsync(DueWindow window, CancellationToken cancellationToken)
    {
        float[] samples = new float[wish.WindowSamples];
        if (!_ring.TryRead(window.Start, samples))
        {
            await ErrorAsync(SocketErrors.Busy, "The sound of this window is gone: the device is too slow for so many streams.", window.Seq);
            return;
        }

        try
        {
            (VoiceEmotion? voice, string? error) = await worker.RecognizeAsync(samples, cancellationToken);
            if (voice is null)
                await ErrorAsync(error!, "This window has no result: the device had no time for it within a second.", window.Seq);
            else
                await socket.SendAsync(StreamResultJson.From(window, _before, voice, fusion, wish), EmotionStreamJson.Default.StreamResultJson);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            log.StreamFailed(e);
            await ErrorAsync(SocketErrors.InferenceFailed, "This window failed inside the device; its log says why.", window.Seq);
        }
    }
}
