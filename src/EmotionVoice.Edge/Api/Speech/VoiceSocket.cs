using System.Net.WebSockets;
using System.Text.Json;
using EmotionVoice.Edge.Api.Sockets;
using EmotionVoice.Edge.Core.Audio;
using EmotionVoice.Edge.Observers.Mqtt.Commands;
using Microsoft.Extensions.Logging;

namespace EmotionVoice.Edge.Api.Speech;

/// <summary>
/// One client of <c>/ws/voice</c>: takes sound, tells when speech begins and stops, and answers at the end of each
/// stream. While one turn is being answered the sound of the next may come. Whatever is wrong with a message is told, and
/// the connection goes on.
/// </summary>
/// <param name="socket">The client.</param>
/// <param name="watch">Hears when somebody speaks.</param>
/// <param name="answer">Answers [n] samples, mono at 16 kHz; null when that failed.</param>
/// <param name="conversation">Its name.</param>
/// <param name="options">The longest time for a turn.</param>
/// <param name="clock">For limits of time and rate.</param>
/// <param name="log">For defects.</param>
internal sealed class VoiceSocket(
    ClientSocket socket, SpeechWatch watch, Func<float[], CancellationToken, Task<GuestAnswered?>> answer, string conversation, ApiOptions options, TimeProvider clock, ILogger log)
{
    /// <summary>Six seconds of sound as base64, or eight as bytes.</summary>
    public const int LargestMessage = 256 * 1024;

    /// <summary>The sound of a turn stays in memory.</summary>
    public static readonly TimeSpan LongestTurn = TimeSpan.FromSeconds(60);

    private const string Failed = "The answer failed inside the device; its log says why. Send it again.";

    private const int MessagesPerSecond = 100;

    // A client without a microphone may send a file, but not keep a core busy with listening to it.
    private const int TimesRealTime = 10;

    private static readonly TimeSpan s_idle = TimeSpan.FromMinutes(5);

    private readonly int _mostSamples = (int)AudioFormat.Samples(LongestTurn);
    private readonly RateLimit _messages = new(MessagesPerSecond, 2 * MessagesPerSecond);
    private readonly RateLimit _sound = new(TimesRealTime * AudioFormat.SampleRateHz, 2 * (int)AudioFormat.Samples(LongestTurn));
    private readonly long _start = clock.GetTimestamp();
    private readonly List<float> _samples = [];
    private Task _turn = Task.CompletedTask;
    private bool _tooLong;
    private volatile bool _answering;

    /// <summary>Returns when the client has gone, the device stops, or the client may not be here any more.</summary>
    public async Task RunAsync(Func<bool> mayStay)
    {
        try
        {
            while (await socket.ReceiveAsync(s_idle) is { Kind: not ClientMessageKind.Closed } message)
            {
                if (message.Kind == ClientMessageKind.Idle)
                {
                    await ErrorAsync(SocketErrors.Idle, "Nothing was sent for five minutes, so the connection is closed. Connected again with the same conversation, it goes on.");
                    break;
                }

                if (!await TakeAsync(message, mayStay))
                {
                    await socket.CloseAsync(WebSocketCloseStatus.PolicyViolation, "The token is not valid any more.");
                    return;
                }
            }

            await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null);
        }
        finally
        {
            // It sees that the socket ends, and has the client's sound until then.
            await _turn;
        }
    }

    private async Task<bool> TakeAsync(ClientMessage message, Func<bool> mayStay)
    {
        if (!_messages.Allows(clock.GetElapsedTime(_start)))
        {
            await ErrorAsync(SocketErrors.TooFast, $"More than {MessagesPerSecond} messages a second: this one was ignored. Send longer pieces of sound.");
            return true;
        }

        switch (message.Kind)
        {
            case ClientMessageKind.TooLarge:
                await ErrorAsync(SocketErrors.TooLarge, $"A message has at most {LargestMessage} bytes; this one was ignored.");
                return true;
            case ClientMessageKind.Binary:
                await HearAsync(message.Bytes);
                return true;
        }

        switch (Read(message.Bytes))
        {
            case { Type: "audio_chunk", Data: { } base64 }:
                byte[] bytes = new byte[base64.Length / 4 * 3 + 3];
                if (Convert.TryFromBase64String(base64, bytes, out int length))
                    await HearAsync(bytes.AsMemory(0, length));
                else
                    await ErrorAsync(SocketErrors.BadAudio, "data is no base64; this message was ignored.");
                return true;
            case { Type: "end_stream" }:
                if (!mayStay())
                    return false;
                await EndAsync();
                return true;
            default:
                await ErrorAsync(SocketErrors.BadMessage, """This message was ignored. What works: {"type":"audio_chunk","data":"<base64>"}, {"type":"end_stream"}, and sound as binary messages.""");
                return true;
        }
    }

    private static VoiceMessageJson? Read(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            return JsonSerializer.Deserialize(utf8.Span, VoiceSocketJson.Default.VoiceMessageJson);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private async Task HearAsync(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Length % sizeof(short) != 0)
        {
            await ErrorAsync(SocketErrors.BadAudio, "Sound is int16, little-endian, mono at 16 kHz: two bytes a sample. This piece has half a sample and was ignored.");
            return;
        }

        float[] samples = Pcm.FromInt16(bytes.Span);
        if (_samples.Count + samples.Length > _mostSamples)
        {
            if (!_tooLong)
                await ErrorAsync(SocketErrors.TooLong, $"A turn has at most {LongestTurn.TotalSeconds:0} seconds of sound; what comes now is ignored until end_stream.");
            _tooLong = true;
            return;
        }

        if (!_sound.Allows(clock.GetElapsedTime(_start), samples.Length))
        {
            await ErrorAsync(SocketErrors.TooFast, $"Sound came faster than {TimesRealTime} times real time; this piece was ignored.");
            return;
        }

        _samples.AddRange(samples);
        await TellAsync(watch.Push(samples));
    }

    private async Task EndAsync()
    {
        if (_answering)
        {
            await ErrorAsync(SocketErrors.Busy, "The turn before is still being answered. The sound since is kept: send end_stream again after the response.");
            return;
        }

        await _turn;
        await TellAsync(watch.Finish());
        float[] samples = [.. _samples];
        _samples.Clear();
        _samples.TrimExcess();
        _tooLong = false;
        if (samples.Length == 0)
        {
            await ErrorAsync(SocketErrors.BadAudio, "There was no sound before end_stream.");
            return;
        }

        _answering = true;
        _turn = TurnAsync(samples);
    }

    private async Task TurnAsync(float[] samples)
    {
        Func<Task> tell = await AnswerAsync(samples);
        // Before it is told: whoever has the answer may send the next turn at once.
        _answering = false;
        await tell();
    }

    // Throws nothing: whatever goes wrong is something to tell.
    private async Task<Func<Task>> AnswerAsync(float[] samples)
    {
        using CancellationTokenSource late = new(options.RequestTimeout, clock);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, socket.Ending);
        try
        {
            if (await answer(samples, either.Token) is not { } answered)
                return () => ErrorAsync(SocketErrors.TurnFailed, Failed);
            VoiceResponseJson response = VoiceResponseJson.From(conversation, answered);
            return () => socket.SendAsync(response, VoiceSocketJson.Default.VoiceResponseJson);
        }
        catch (OperationCanceledException) when (socket.Ending.IsCancellationRequested)
        {
            // Nobody waits for it any more.
            return () => Task.CompletedTask;
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested)
        {
            return () => ErrorAsync(SocketErrors.Timeout, "The answer took longer than Api:RequestTimeout allows. Send it again.");
        }
        catch (ProblemException e)
        {
            return () => ErrorAsync(e.Problem.Code, e.Message);
        }
        catch (Exception e)
        {
            log.StreamFailed(e);
            return () => ErrorAsync(SocketErrors.TurnFailed, Failed);
        }
    }

    private async Task TellAsync(List<SpeechChange> changes)
    {
        foreach (SpeechChange change in changes)
            await socket.SendAsync(new VadResultJson(change.Speech, Math.Round(AudioFormat.Duration(change.At).TotalSeconds, 3)), VoiceSocketJson.Default.VadResultJson);
    }

    private Task ErrorAsync(string code, string message) => socket.SendAsync(new SocketErrorJson(code, message), SocketJson.Default.SocketErrorJson);
}
