using EmotionVoice.Edge.Core.Pipeline;

namespace EmotionVoice.Edge.Core.Control;

/// <summary>Something about the device was set: muted, volume, brightness, profile.</summary>
public sealed record ControlChanged(ControlState State) : ConversationEvent;

/// <summary>The conversation was forgotten on request.</summary>
public sealed record ConversationForgotten : ConversationEvent;
