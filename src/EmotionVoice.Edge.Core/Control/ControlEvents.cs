using EmotionVoice.Edge.Core.Pipeline;
using EmotionVoice.Edge.Core.Wake;

namespace EmotionVoice.Edge.Core.Control;

/// <summary>Something about the device was set: muted, volume, brightness, profile.</summary>
public sealed record ControlChanged(ControlState State) : ConversationEvent;

/// <summary>The button was used. Of a hold that means two things, mute and then forget, the mute that is taken back isn't told.</summary>
/// <param name="Gesture">Short press, mute or forget.</param>
public sealed record ButtonUsed(ButtonGesture Gesture) : ConversationEvent;

/// <summary>The conversation was forgotten on request.</summary>
public sealed record ConversationForgotten : ConversationEvent;
