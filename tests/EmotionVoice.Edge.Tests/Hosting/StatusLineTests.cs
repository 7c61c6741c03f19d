using EmotionVoice.Edge.Core.Control;
using EmotionVoice.Edge.Core.Pipeline;
using EmotionVoice.Edge.Hosting;

namespace EmotionVoice.Edge.Tests.Hosting;

public sealed class StatusLineTests
{
    [Fact]
    public void AMutedMicrophoneIsPartOfTheLine()
    {
        StatusLine line = new("Whisper base");
        line.Take(new StateChanged(ConversationState.Listening));

        Assert.True(line.Take(new ControlChanged(new ControlState(true, 1, null, null))));
        Assert.Equal("Listening · microphone off · Whisper base · 41 °C", line.Text(41));
        Assert.False(line.Take(new ControlChanged(new ControlState(true, 0.5, null, null))));
        Assert.True(line.Take(new ControlChanged(new ControlState(false, 0.5, null, null))));
        Assert.Equal("Listening · Whisper base", line.Text(null));
    }

    [Fact]
    public void AReplyServerThatIsMissingIsPartOfTheLine()
    {
        StatusLine line = new(null);

        Assert.True(line.Take(new ReplyServerLost("brain.lan", "it fell silent")));
        Assert.Equal("Starting · answers by itself, without brain.lan", line.Text(null));
        Assert.True(line.Take(new ReplyServerReady("brain.lan")));
        Assert.Equal("Starting", line.Text(null));
    }
}
