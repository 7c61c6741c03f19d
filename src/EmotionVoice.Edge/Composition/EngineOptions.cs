using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace EmotionVoice.Edge.Composition;

/// <summary>
/// Section <c>Engines</c>: threads an engine may use. Spinning thread pools stall each other on shared cores, so more
/// threads are rarely faster; the defaults leave a core to audio.
/// </summary>
internal sealed class EngineOptions
{
    public const string Section = "Engines";

    /// <summary>Default: all cores but one, at most 4.</summary>
    [Range(0, 64)]
    public int TranscriptionThreads { get; set; }

    /// <summary>Default 1.</summary>
    [Range(0, 64)]
    public int ReplyThreads { get; set; }

    /// <summary>Default 1.</summary>
    [Range(0, 64)]
    public int SpeechThreads { get; set; }

    /// <summary>Texts that Whisper follows side by side. Default 3; 1 is quickest.</summary>
    [Range(1, 8)]
    public int TranscriptionBeams { get; set; } = 3;

    /// <summary>Whether the reply model keeps what it has evaluated for one turn for the next. Default true; false only to compare.</summary>
    public bool ReuseKv { get; set; } = true;

    /// <summary>What 0 means for transcription.</summary>
    public int EffectiveTranscriptionThreads => TranscriptionThreads > 0 ? TranscriptionThreads : Math.Clamp(Environment.ProcessorCount - 1, 1, 4);

    public int EffectiveReplyThreads => Math.Max(1, ReplyThreads);

    public int EffectiveSpeechThreads => Math.Max(1, SpeechThreads);
}

[OptionsValidator]
internal sealed partial class EngineOptionsValidator : IValidateOptions<EngineOptions>;
