using EmotionVoice.Edge.Core.Emotion;

namespace EmotionVoice.Edge.Observers.Mqtt.Commands;

/// <summary>A command that is complete and sound.</summary>
/// <param name="Id">The sender's own mark, given back in the reply.</param>
internal abstract record Command(string? Id);

internal sealed record SayCommand(string? Id, string Text, string? Language, EmotionLabel? Tone) : Command(Id);

internal sealed record MuteCommand(string? Id, bool Muted) : Command(Id);

/// <param name="Id">The sender's own mark.</param>
/// <param name="Percent">0 to 100.</param>
internal sealed record VolumeCommand(string? Id, int Percent) : Command(Id);

/// <param name="Id">The sender's own mark.</param>
/// <param name="Percent">0 to 100.</param>
internal sealed record LedCommand(string? Id, int Percent) : Command(Id);

internal sealed record WakeCommand(string? Id) : Command(Id);

internal sealed record ForgetCommand(string? Id) : Command(Id);

internal sealed record ProfileCommand(string? Id, string Profile) : Command(Id);
