using System.Text.Json.Serialization;
using EmotionVoice.Edge.Core.Audio;
using EmotionVoice.Edge.Core.Emotion;
using EmotionVoice.Edge.Reports;

namespace EmotionVoice.Edge.Api.Streams;

/// <summary>What a client of <c>/v1/emotion/stream</c> sends beside sound.</summary>
internal sealed record StreamMessageJson(string? Type);

/// <param name="Resume">Connected again with it, the numbers and the time go on.</param>
/// <param name="NextSeq">Number of the next window.</param>
/// <param name="At">Where the sound of this connection begins, in seconds of the stream.</param>
/// <param name="Window">In seconds.</param>
/// <param name="Hop">In seconds.</param>
internal sealed record StreamReadyJson(string Resume, long NextSeq, double At, double Window, double Hop)
{
    [JsonPropertyOrder(-1)]
    public string Type { get; } = "ready";

    public static StreamReadyJson From(StreamCourse course, StreamWish wish) =>
        new(course.Token, course.Seq + 1, Seconds(course.Samples), Seconds(wish.WindowSamples), Seconds(wish.HopSamples));

    internal static double Seconds(long samples) => Math.Round(AudioFormat.Duration(samples).TotalSeconds, 3);
}

/// <param name="Seq">Grows by one a window; windows without a result leave a gap.</param>
/// <param name="At">Where the window begins, in seconds of the stream.</param>
/// <param name="Vad">Whether somebody speaks at its end: speech, silence.</param>
/// <param name="VoiceEmotion">As POST /v1/emotion gives it for the same sound.</param>
/// <param name="Second">A second feeling when two are close; null otherwise.</param>
/// <param name="Embedding">[256]; only when it was asked for.</param>
internal sealed record StreamResultJson(long Seq, double At, string Vad, VoiceEmotionJson VoiceEmotion, string? Second, float[]? Embedding)
{
    [JsonPropertyOrder(-1)]
    public string Type { get; } = "result";

    public static StreamResultJson From(DueWindow window, long before, VoiceEmotion voice, EmotionFusion fusion, StreamWish wish)
    {
        // The scores alone decide: a window's voice is taken as it is.
        FusedEmotion alone = fusion.Fuse(new VoiceEvidence(voice.Scores, VoicedSeconds: 1_000, SnrDb: 1_000), null);
        return new StreamResultJson(
            window.Seq, StreamReadyJson.Seconds(before + window.Start), window.Speech ? "speech" : "silence", VoiceEmotionJson.From(voice), alone.Second?.Name(),
            wish.Embedding ? voice.Embedding.ToArray() : null);
    }
}

/// <param name="Code">One of <see cref="Sockets.SocketErrors"/>.</param>
/// <param name="Message">For people.</param>
/// <param name="Seq">Number of the window that has no result; null when it is about no window.</param>
internal sealed record StreamErrorJson(string Code, string Message, long? Seq)
{
    [JsonPropertyOrder(-1)]
    public string Type { get; } = "error";
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(StreamMessageJson))]
[JsonSerializable(typeof(StreamReadyJson))]
[JsonSerializable(typeof(StreamResultJson))]
[JsonSerializable(typeof(StreamErrorJson))]
internal sealed partial class EmotionStreamJson : JsonSerializerContext;
