using EmotionVoice.Edge.Core.Pipeline;

namespace EmotionVoice.Edge.Core.Dialogue.Safety;

/// <summary>Words of danger were heard; the fixed answer is being given. Never holds the words.</summary>
/// <param name="Turn">Number of the turn.</param>
/// <param name="Danger">Which kind.</param>
public sealed record SafetyAnswered(int Turn, Danger Danger) : ConversationEvent;
