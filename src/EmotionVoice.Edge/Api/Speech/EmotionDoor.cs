using System.Globalization;
using System.Text.Json.Serialization;
using EmotionVoice.Edge.Api.Audit;
using EmotionVoice.Edge.Api.Security;
using EmotionVoice.Edge.Api.Work;
using EmotionVoice.Edge.Core.Audio;
using EmotionVoice.Edge.Core.Emotion;
using EmotionVoice.Edge.Core.Transcription;
using EmotionVoice.Edge.Core.Turns;
using EmotionVoice.Edge.Core.VoiceActivity;
using EmotionVoice.Edge.Reports;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using TranscriptionOptions = EmotionVoice.Edge.Core.Transcription.TranscriptionOptions;

namespace EmotionVoice.Edge.Api.Speech;

/// <summary>
/// <c>POST /v1/emotion</c>: the feeling in a recording as a whole, in voice and words, and the voice's over time.
/// <c>?window=</c> and <c>?hop=</c> in seconds; a hop of 0 leaves the course of time out.
/// </summary>
internal sealed class EmotionDoor(Uploads uploads, EngineQueue queue, RecordingEngines engines, TranscriptionOptions options, AuditTrail audit) : IDoor
{
    private const int MostWindows = 2_000;

    public void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/emotion", (Delegate)FeelAsync)
        .RequireAuthorization(ScopeNames.Talk).WithTags("Emotion").WithSummary("The feeling in a recording (WAV): as a whole, and over time.")
        .Accepts<IFormFile>("multipart/form-data", "audio/wav").Produces<EmotionJson>().ProducesProblem(400).ProducesProblem(415).ProducesProblem(503);

    private async Task<IResult> FeelAsync(HttpContext context)
    {
        TimeSpan window = Seconds(context, "window", 2, least: 0.5, most: 30);
        TimeSpan hop = Seconds(context, "hop", 0.5, least: 0, most: 30);
        (float[] samples, IFormCollection fields) = await uploads.RecordingAsync(context);
        if (hop > TimeSpan.Zero && samples.Length / Math.Max(1, AudioFormat.Samples(hop)) > MostWindows)
            throw new ProblemException(StatusCodes.Status400BadRequest, "bad_request", $"A recording of that length has more than {MostWindows} windows; ask for a longer hop.");
        UtteranceUnderstanding understanding = engines.Understanding(Languages.For(fields["language"], options));
        await audit.UsedAsync(context, "talks");
        using EngineQueue.Slot slot = await queue.EnterAsync(Caller.Of(context).Id, context.RequestAborted);
        Understood whole = await slot.RunAsync(token => understanding.UnderstandAsync(Utterance.Whole(samples), token), context.RequestAborted);
        List<EmotionAtJson> course = [];
        if (hop > TimeSpan.Zero && whole.Rejection != TranscriptRejection.TooQuiet)
            foreach ((TimeSpan at, ReadOnlyMemory<float> part) in Windows(samples, window, hop))
            {
                VoiceEmotion voice = await slot.RunAsync(token => engines.VoiceEmotion.RecognizeAsync(part, token), context.RequestAborted);
                course.Add(new EmotionAtJson(Math.Round(at.TotalSeconds, 3), VoiceEmotionJson.From(voice)));
            }

        return Results.Json(EmotionJson.From(AudioFormat.Duration(samples.Length), whole, course), EmotionContext.Default.EmotionJson);
    }

    // A recording shorter than a window is one.
    internal static IEnumerable<(TimeSpan At, ReadOnlyMemory<float> Samples)> Windows(ReadOnlyMemory<float> samples, TimeSpan window, TimeSpan hop)
    {
        int length = Math.Min((int)AudioFormat.Samples(window), samples.Length), step = (int)AudioFormat.Samples(hop);
        for (int start = 0; start + length <= samples.Length; start += step)
            yield return (AudioFormat.Duration(start), samples.Slice(start, length));
    }

    internal static TimeSpan Seconds(HttpContext context, string name, double otherwise, double least, double most)
    {
        if (context.Request.Query[name] is not [{ } text, ..])
            return TimeSpan.FromSeconds(otherwise);
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double seconds) && (seconds >= Math.Max(least, 0.05) || seconds == least) && seconds <= most)
            return TimeSpan.FromSeconds(seconds);
        throw new ProblemException(StatusCodes.Status400BadRequest, "bad_request", string.Create(CultureInfo.InvariantCulture, $"{name} is in seconds, from {Math.Max(least, 0.05)} to {most}."));
    }
}

/// <param name="Duration">In seconds.</param>
/// <param name="Course">The voice's feeling, window by window.</param>
internal sealed record EmotionJson(
    double Duration, TranscriptJson Transcript, VoiceEmotionJson? VoiceEmotion, WordEmotionJson? WordEmotion, FusedEmotionJson Emotion, FeaturesJson Features, IReadOnlyList<EmotionAtJson> Course)
{
    public static EmotionJson From(TimeSpan duration, Understood heard, IReadOnlyList<EmotionAtJson> course) => new(
        Math.Round(duration.TotalSeconds, 3),
        TranscriptJson.From(heard.Transcript),
        heard.Voice is { } voice ? VoiceEmotionJson.From(voice) : null,
        heard.Words is { } words ? WordEmotionJson.From(words) : null,
        FusedEmotionJson.From(heard.Emotion), FeaturesJson.From(heard.Features), course);
}

/// <param name="At">Where the window begins, in seconds.</param>
internal sealed record EmotionAtJson(double At, VoiceEmotionJson VoiceEmotion);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(EmotionJson))]
internal sealed partial class EmotionContext : JsonSerializerContext;
