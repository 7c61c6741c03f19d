using EmotionVoice.Edge.Core.Control;
using EmotionVoice.Edge.Core.Dialogue;
using EmotionVoice.Edge.Core.Emotion;
using EmotionVoice.Edge.Core.Pipeline;
using EmotionVoice.Edge.State;
using EmotionVoice.Edge.Testing;
using EmotionVoice.Edge.Tests.Composition;
using EmotionVoice.Edge.Tests.Models;
using Microsoft.Extensions.AI;

namespace EmotionVoice.Edge.Tests.Hosting;

/// <summary>The daemon with a state folder, stopped and started again.</summary>
public sealed class MemoryServiceTests : IDisposable
{
    private static readonly (string, string) s_keep = ("Memory:Keep", "true");

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string Kept => SqliteConversationStore.PathIn(_folder.Path);

    [Fact]
    public async Task ARestartGoesOnWhereItWas()
    {
        await using (ComposedDaemon before = await StartAsync(new FakeChatClient("Gladly."), s_keep))
        {
            before.Speak();
            await before.UntilAsync<TurnCompleted>();
        }

        FakeChatClient chat = new("And so on.");
        await using ComposedDaemon daemon = await StartAsync(chat, s_keep);
        daemon.Speak();
        await daemon.UntilAsync<TurnCompleted>();

        Assert.Equal(
            [(ChatRole.User, "Tell me something. (The speaker sounds happy.)"), (ChatRole.Assistant, "Gladly."), (ChatRole.User, "Tell me something. (The speaker sounds happy.)")],
            chat.Requests[^1].Where(message => message.Role != ChatRole.System).Select(message => (message.Role, message.Text)));
        Assert.Contains("Information: The conversation goes on: 1 exchanges were kept.", daemon.Lines);
    }

    [Fact]
    public async Task WhatIsForgottenDoesNotComeBack()
    {
        await using (ComposedDaemon before = await StartAsync(new FakeChatClient("Gladly."), s_keep))
        {
            before.Service<Conversation>().Add(new Exchange("My secret.", EmotionLabel.Sad, "en", "I see."));
            while (!File.Exists(Kept))
            {
                TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
                await Task.Yield();
            }

            await before.Service<IDeviceControl>().ForgetAsync(TestContext.Current.CancellationToken);
            Assert.False(File.Exists(Kept));
        }

        Assert.False(File.Exists(Kept));
        await using ComposedDaemon daemon = await StartAsync(new FakeChatClient("Gladly."), s_keep);
        Assert.Empty(daemon.Service<Conversation>().Exchanges);
    }

    [Fact]
    public async Task AFullDiskCostsTheMemoryNotTheTurn()
    {
        // A folder in the file's place: no writer gets past it, not even root.
        Directory.CreateDirectory(Kept);
        IEnumerable<string> lines;
        await using (ComposedDaemon daemon = await StartAsync(new FakeChatClient("Gladly."), s_keep))
        {
            daemon.Speak();
            await daemon.UntilAsync<TurnCompleted>();
            daemon.Speak();
            await daemon.UntilAsync<TurnCompleted>();
            lines = daemon.Lines;
        }

        Assert.Single(lines, line => line.StartsWith("Warning: The conversation can't be kept (", StringComparison.Ordinal));
    }

    [Fact]
    public async Task WithoutBeingAskedNothingIsKeptAndWhatWasIsDeleted()
    {
        await using (ComposedDaemon before = await StartAsync(new FakeChatClient("Gladly."), s_keep))
            before.Service<Conversation>().Add(new Exchange("My secret.", EmotionLabel.Sad, "en", "I see."));
        Assert.True(File.Exists(Kept));

        IEnumerable<string> lines;
        await using (ComposedDaemon daemon = await StartAsync(new FakeChatClient("Gladly.")))
        {
            daemon.Service<Conversation>().Add(new Exchange("My secret.", EmotionLabel.Sad, "en", "I see."));
            lines = daemon.Lines;
        }

        Assert.Empty(Directory.GetFiles(_folder.Path));
        Assert.Contains("Information: Memory:Keep is off; what was kept of a conversation is deleted.", lines);
    }

    private async Task<ComposedDaemon> StartAsync(FakeChatClient chat, params (string Key, string Value)[] settings) =>
        await ComposedDaemon.StartAsync(TimeProvider.System, chat, _folder.Path, settings);
}
