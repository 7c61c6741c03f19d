using EmotionVoice.Edge.Core.Dialogue;
using EmotionVoice.Edge.Core.Emotion;
using Microsoft.Extensions.AI;

namespace EmotionVoice.Edge.Core.Tests.Dialogue;

public sealed class PromptComposerTests
{
    [Theory]
    [InlineData(EmotionTag.Before, EmotionLabel.Fearful, "[scared] Help me.")]
    [InlineData(EmotionTag.After, EmotionLabel.Fearful, "Help me. [scared]")]
    [InlineData(EmotionTag.After, EmotionLabel.Sad, "Help me. [sad]")]
    [InlineData(EmotionTag.Note, EmotionLabel.Sad, "Help me. (The speaker sounds sad.)")]
    [InlineData(EmotionTag.Note, EmotionLabel.Neutral, "Help me.")]
    public void TheEmotionReachesTheModelWithTheWords(EmotionTag tag, EmotionLabel emotion, string expected)
    {
        ReplyStyle style = new() { Tag = tag, LabelNames = new Dictionary<EmotionLabel, string> { [EmotionLabel.Fearful] = "scared" } };

        ReplyPrompt messages = new PromptComposer(new DialogueOptions(), style).Compose(new Conversation(6), "Help me.", emotion, null);

        Assert.Equal(expected, messages[^1].Text);
        Assert.Equal(ChatRole.User, messages[^1].Role);
    }

    [Theory]
    [InlineData(EmotionTag.Note, EmotionLabel.Angry, MoodTrend.Worse, "Go on. (The speaker sounds angry; their mood has been getting worse.)")]
    [InlineData(EmotionTag.Note, EmotionLabel.Happy, MoodTrend.Better, "Go on. (The speaker sounds happy; their mood has been getting better.)")]
    [InlineData(EmotionTag.Note, EmotionLabel.Neutral, MoodTrend.Worse, "Go on. (The speaker's mood has been getting worse.)")]
    [InlineData(EmotionTag.Note, EmotionLabel.Neutral, MoodTrend.Steady, "Go on.")]
    [InlineData(EmotionTag.Before, EmotionLabel.Angry, MoodTrend.Worse, "[angry] Go on.")]
    [InlineData(EmotionTag.After, EmotionLabel.Angry, MoodTrend.Worse, "Go on. [angry]")]
    public void WhereTheMoodIsGoingReachesModelsThatReadNotes(EmotionTag tag, EmotionLabel emotion, MoodTrend trend, string expected)
    {
        PromptComposer composer = new(new DialogueOptions(), new ReplyStyle { Tag = tag });
        Conversation conversation = new(6);
        Assert.Equal(expected, composer.Compose(conversation, "Go on.", emotion, null, trend)[^1].Text);

        // A turn later it reads the same: what the model has evaluated of it stays good.
        conversation.Add(new Exchange("Go on.", emotion, "en", "Gladly.") { Trend = trend });
        Assert.Equal(expected, composer.Compose(conversation, "And?", EmotionLabel.Neutral, null)[^3].Text);
    }

    [Fact]
    public void ThePersonaComesFirstThenTheTurnsThatTheModelBears()
    {
        Conversation conversation = new(6);
        for (int i = 0; i < 4; i++)
            conversation.Add(new Exchange($"question {i}", EmotionLabel.Neutral, "en", $"answer {i}"));
        PromptComposer composer = new(new DialogueOptions { Name = "Ada", Persona = "You are {name}." }, new ReplyStyle { Tag = EmotionTag.Before, MaxTurns = 2 });

        ReplyPrompt messages = composer.Compose(conversation, "question 4", EmotionLabel.Happy, "That's wonderful!");

        Assert.Equal(
            ["You are Ada.", "[neutral] question 2", "answer 2", "[neutral] question 3", "answer 3", "[happy] question 4", "That's wonderful!"],
            messages.Select(message => message.Text));
        Assert.Equal(ChatRole.Assistant, messages[^1].Role);
    }

    [Fact]
    public void WhatTheSettingsAskOfEveryReplyStandsBehindThePersona()
    {
        DialogueOptions options = new() { Name = "Ada", MaxSentences = 1, EyesFree = true };

        string persona = Assert.Single(new PromptComposer(options, new ReplyStyle { Persona = "You are {name}." }).System()).Text;

        Assert.StartsWith("You are Ada. Never say more than one short sentence. The listener is driving: never ask them to look at", persona, StringComparison.Ordinal);
        Assert.Empty(new PromptComposer(options, new ReplyStyle { Persona = "" }).System());
    }

    [Fact]
    public void OldTurnsAreForgotten()
    {
        Conversation conversation = new(2);
        for (int i = 0; i < 5; i++)
            conversation.Add(new Exchange($"{i}", EmotionLabel.Neutral, "en", ""));

        Assert.Equal(["3", "4"], conversation.Exchanges.Select(exchange => exchange.User));
    }

    [Fact]
    public async Task ScriptedRepliesFitEmotionAndLanguage()
    {
        ScriptedChatClient chat = new();
        PromptComposer composer = new(new DialogueOptions(), ScriptedChatClient.Style);

        ChatResponse english = await chat.GetResponseAsync(composer.Compose(new Conversation(1), "I lost my job.", EmotionLabel.Sad, null), cancellationToken: TestContext.Current.CancellationToken);
        ChatResponse korean = await chat.GetResponseAsync(composer.Compose(new Conversation(1), "시험에 합격했어!", EmotionLabel.Happy, null), cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(PhraseBook.Scripted(EmotionLabel.Sad, "en"), english.Text);
        Assert.Equal(PhraseBook.Scripted(EmotionLabel.Happy, "ko"), korean.Text);
    }
}
