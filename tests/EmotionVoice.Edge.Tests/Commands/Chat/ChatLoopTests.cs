using EmotionVoice.Edge.Commands.Chat;
using EmotionVoice.Edge.Composition;
using EmotionVoice.Edge.Core.Dialogue;
using EmotionVoice.Edge.Core.Dialogue.Safety;
using EmotionVoice.Edge.Core.Emotion;
using EmotionVoice.Edge.Testing;
using Microsoft.Extensions.AI;
using TranscriptionOptions = EmotionVoice.Edge.Core.Transcription.TranscriptionOptions;

namespace EmotionVoice.Edge.Tests.Commands.Chat;

public sealed class ChatLoopTests : IDisposable
{
    private readonly FakeChatClient _chat = new("Oh no.", "Better now?");
    private readonly StringWriter _output = new();
    private readonly StringWriter _notes = new();

    [Fact]
    public async Task Lines_are_answered_and_remembered()
    {
        await RunAsync("I lost my key.\n\n  And my hat.  \n");
        Assert.Equal("Oh no.\nBetter now?\n", _output.ToString());
        Assert.Equal(["[sad] I lost my key.", "Oh no.", "[sad] And my hat."], _chat.Requests[1].Where(message => message.Role != ChatRole.System).Select(message => message.Text));
    }

    [Fact]
    public async Task A_command_changes_the_feeling_of_the_lines_that_follow()
    {
        await RunAsync("/emotion happy\nHello.\n/emotion auto\nHello.\n/emotion glad\n");
        Assert.Equal("[happy] Hello.", _chat.Requests[0][^1].Text);
        Assert.Equal("[sad] Hello.", _chat.Requests[1][^1].Text);
        Assert.Contains("A feeling is one of angry,", _notes.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_forgotten_is_not_sent_again()
    {
        await RunAsync("One.\n/forget\nTwo.\n");
        Assert.DoesNotContain(_chat.Requests[1], message => message.Text.Contains("One", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Quit_ends_and_other_commands_are_explained()
    {
        await RunAsync("/help\n/quit\nHello.\n");
        Assert.Empty(_chat.Requests);
        Assert.Contains("/forget and /quit", _notes.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_is_one_object_a_turn_in_readable_letters()
    {
        await RunAsync("열쇠를 잃어버렸어요.\n", json: true);
        Assert.StartsWith("""{"user":"열쇠를 잃어버렸어요.","language":"ko","emotion":"sad","reply":{"text":"Oh no.","engine":"fake"},"tokens":{},"timingsMs":{""", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_opener_is_said_at_once_and_handed_to_the_model_to_continue()
    {
        await RunAsync("I lost my key.\n", openers: true);
        Assert.StartsWith("I'm so sorry to hear that.", _output.ToString(), StringComparison.Ordinal);
        Assert.Equal((ChatRole.Assistant, "I'm so sorry to hear that."), (_chat.Requests[0][^1].Role, _chat.Requests[0][^1].Text));
    }

    public void Dispose()
    {
        _chat.Dispose();
        _output.Dispose();
        _notes.Dispose();
    }

    private async Task RunAsync(string input, bool json = false, bool openers = false)
    {
        ReplyStyle style = new() { Tag = EmotionTag.Before, Openers = openers };
        TypedConversation conversation = new(
            new ReplyModels(new ReplyModel("fake", _chat, style)), new DialogueOptions(), new EngineOptions(), new TranscriptionOptions(), new Conversation(6),
            new FakeWordEmotion(EmotionLabel.Sad), new EmotionFusion(new FusionOptions()), new TypedConversationOptions(null, Greedy: true),
            new DirectAnswers(new SafetyAnswers(new SafetyOptions())), new FakeClock());
        using StringReader lines = new(input);
        ChatOutput output = new(_output, _notes, json, timings: false, interactive: false);
        await new ChatLoop(conversation, output).RunAsync(lines, TestContext.Current.CancellationToken);
    }
}
