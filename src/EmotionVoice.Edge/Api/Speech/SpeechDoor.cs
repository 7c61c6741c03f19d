using System.Buffers.Binary;
using System.Text.Json.Serialization;
using EmotionVoice.Edge.Api.Audit;
using EmotionVoice.Edge.Api.Security;
using EmotionVoice.Edge.Api.Work;
using EmotionVoice.Edge.Commands;
using EmotionVoice.Edge.Core.Audio;
using EmotionVoice.Edge.Core.Dialogue;
using EmotionVoice.Edge.Core.Emotion;
using EmotionVoice.Edge.Core.Synthesis;
using EmotionVoice.Edge.Core.Transcription;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using TranscriptionOptions = EmotionVoice.Edge.Core.Transcription.TranscriptionOptions;

namespace EmotionVoice.Edge.Api.Speech;

/// <summary><c>POST /v1/audio/speech</c>: what <c>emotionvoice say</c> speaks, in OpenAI's shape. <c>emotion</c> and <c>language</c> are this device's own.</summary>
internal sealed class SpeechDoor(EngineQueue queue, ProsodyShaper voice, ProsodyPolicy prosody, TranscriptionOptions options, AuditTrail audit) : IDoor
{
    /// <summary>Rate of <c>pcm</c>, as OpenAI's.</summary>
    public const int PcmRateHz = 24_000;

    private const int LongestInput = 4_096;

    public void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/audio/speech", (Delegate)SpeakAsync)
        .RequireAuthorization(ScopeNames.Talk).WithTags("Speech").WithSummary("Speaks a text: WAV, or raw 16-bit PCM at 24 kHz.")
        .Accepts<SpeechRequestJson>("application/json").Produces<byte[]>(200, "audio/wav", "audio/pcm").ProducesProblem(400).ProducesProblem(503);

    private async Task SpeakAsync(HttpContext context)
    {
        SpeechRequestJson wanted = await Uploads.JsonAsync(context, SpeechRequestContext.Default.SpeechRequestJson);
        string text = wanted.Input ?? "";
        if (text.Length > LongestInput)
            throw Bad($"input has at most {LongestInput} characters.");
        if (wanted.ResponseFormat is not (null or "wav" or "pcm"))
            throw Bad("response_format is wav or pcm here.");
        if (wanted.Speed is < 0.25f or > 4)
            throw Bad("speed is from 0.25 to 4.");
        EmotionLabel emotion = EmotionLabel.Neutral;
        if (wanted.Emotion is not null && !EmotionLabels.TryParse(wanted.Emotion, out emotion))
            throw Bad($"emotion is one of {string.Join(", ", EmotionLabels.Names)}.");
        string language = Languages.For(wanted.Language, options).Expected is [var only] && wanted.Language is not null ? only : TextLanguage.Of(text, options.Expected);
        List<string> sentences = Sentences(text, language);
        if (sentences.Count == 0)
            throw Bad("input has no words.");

        await audit.UsedAsync(context, "talks");
        Prosody how = prosody.For(emotion);
        how = how with { Rate = how.Rate * (wanted.Speed ?? 1) };
        bool pcm = wanted.ResponseFormat == "pcm";
        List<float> whole = [];
        int rateHz = PcmRateHz;
        PolyphaseResampler? resampler = null;
        using EngineQueue.Slot slot = await queue.EnterAsync(Caller.Of(context).Id, context.RequestAborted);
        // A sentence is made whole before it is sent: one that is stopped half-way is made again.
        foreach (string sentence in sentences)
        {
            (float[] samples, rateHz) = await slot.RunAsync(token => SynthesizeAsync(new SpeechRequest(sentence, language), how, token), context.RequestAborted);
            if (!pcm)
            {
                whole.AddRange(samples);
                continue;
            }

            if (!context.Response.HasStarted)
                context.Response.ContentType = "audio/pcm";
            resampler ??= new PolyphaseResampler(rateHz, PcmRateHz);
            await context.Response.Body.WriteAsync(Pcm(resampler, samples), context.RequestAborted);
        }

        if (pcm)
            await context.Response.Body.WriteAsync(Pcm(resampler!, []), context.RequestAborted);
        else
            await WriteWavAsync(context, whole, rateHz);
    }

    private static ProblemException Bad(string detail) => new(StatusCodes.Status400BadRequest, "bad_request", detail);

    private static List<string> Sentences(string text, string language)
    {
        SentenceSplitter splitter = new();
        return [.. splitter.Push(text + "\n").Select(sentence => SpeechText.Prepare(sentence, language)).Where(sentence => sentence.Length > 0)];
    }

    private async Task<(float[] Samples, int RateHz)> SynthesizeAsync(SpeechRequest request, Prosody how, CancellationToken cancellationToken)
    {
        List<float> samples = [];
        int rateHz = PcmRateHz;
        await foreach (SpeechAudio audio in voice.SynthesizeAsync(request, how, cancellationToken))
        {
            samples.AddRange(audio.Samples.Span);
            rateHz = audio.SampleRateHz;
        }

        return ([.. samples], rateHz);
    }

    // Without samples: what the resampler still holds.
    private static byte[] Pcm(PolyphaseResampler resampler, float[] samples)
    {
        float[] converted = new float[samples.Length > 0 ? resampler.MaxOutput(samples.Length) : resampler.MaxFlush];
        int count = samples.Length > 0 ? resampler.Process(samples, converted) : resampler.Flush(converted);
        byte[] bytes = new byte[2 * count];
        for (int i = 0; i < count; i++)
            BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(2 * i), (short)Math.Clamp(MathF.Round(converted[i] * 32_768), short.MinValue, short.MaxValue));
        return bytes;
    }

    private static async Task WriteWavAsync(HttpContext context, List<float> samples, int rateHz)
    {
        using MemoryStream file = new();
        using (WavWriter writer = new(file, rateHz, leaveOpen: true))
            writer.Write(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(samples));
        context.Response.ContentType = "audio/wav";
        context.Response.ContentLength = file.Length;
        await context.Response.Body.WriteAsync(file.GetBuffer().AsMemory(0, (int)file.Length), context.RequestAborted);
    }
}

/// <param name="Input">The text.</param>
/// <param name="ResponseFormat"><c>wav</c> (when nothing is said) or <c>pcm</c>.</param>
/// <param name="Speed">1 is the voice's own tempo.</param>
/// <param name="Emotion">The feeling that the tone answers.</param>
/// <param name="Language">ISO 639-1 code; else it is seen from the text.</param>
internal sealed record SpeechRequestJson(string? Input, string? ResponseFormat, float? Speed, string? Emotion, string? Language);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(SpeechRequestJson))]
internal sealed partial class SpeechRequestContext : JsonSerializerContext;
