using EmotionVoice.Edge.Core.Dialogue;
using EmotionVoice.Edge.Core.Dialogue.Memory;
using EmotionVoice.Edge.Core.Emotion;
using EmotionVoice.Edge.Testing;
using Microsoft.Extensions.Logging;

namespace EmotionVoice.Edge.Core.Tests.Dialogue.Memory;

public sealed class ConversationMemoryTests : IDisposable
{
    private readonly FakeClock _clock = new();
    private readonly FakeStore _store = new();
    private readonly MemoryOptions _options = new() { Keep = true, Retention = TimeSpan.FromHours(2) };
    private readonly DialogueOptions _dialogue = new() { MaxTurns = 3 };
    private readonly Lines _log = new();
    private readonly List<ConversationMemory> _memories = [];

    public void Dispose() => _memories.ForEach(memory => memory.Dispose());

    [Fact]
    public void ARestartGoesOnWithWhatTheConversationRemembers()
    {
        (ConversationMemory memory, Conversation conversation) = Start();
        for (int i = 1; i <= 4; i++)
            conversation.Add(Said($"question {i}"));
        memory.Save();

        (_, Conversation next) = Start();

        Assert.Equal(conversation.Exchanges, next.Exchanges);
        Assert.Equal(["question 2", "question 3", "question 4"], next.Exchanges.Select(exchange => exchange.User));
        Assert.True(next.IsGreeted);
        Assert.Contains("The conversation goes on: 3 exchanges were kept.", _log.Texts);
    }

    [Fact]
    public void WhatWasCutIsKeptAsItWasHeardAndStaysCut()
    {
        (ConversationMemory memory, Conversation conversation) = Start();
        conversation.Add(Said("Tell me a story.", "Once upon a time there was a king."));
        memory.Save();
        conversation.Shorten("Once upon a time");
        memory.Save();

        Assert.Equal(Said("Tell me a story.", "Once upon a time") with { IsCut = true }, Assert.Single(Start().Conversation.Exchanges));
    }

    [Fact]
    public void OfAReplyThatNobodyHeardNothingIsKept()
    {
        (ConversationMemory memory, Conversation conversation) = Start();
        conversation.Add(Said("first"));
        conversation.Add(Said("second"));
        memory.Save();
        conversation.Shorten("");
        memory.Save();

        Assert.Equal("first", Assert.Single(_store.Kept.Exchanges).Exchange.User);
    }

    [Fact]
    public void NothingIsKeptLongerThanTheSettingsAllow()
    {
        (ConversationMemory memory, Conversation conversation) = Start();
        conversation.Add(Said("old"));
        _clock.Advance(TimeSpan.FromHours(1));
        conversation.Add(Said("new"));
        memory.Save();
        _clock.Advance(TimeSpan.FromHours(1));
        memory.Save();

        Assert.Equal("new", Assert.Single(_store.Kept.Exchanges).Exchange.User);
        _clock.Advance(TimeSpan.FromHours(1));
        Assert.Empty(Start().Conversation.Exchanges);
    }

    [Fact]
    public async Task TheLoopDeletesWhatIsTooOldThoughNobodySpeaks()
    {
        (ConversationMemory memory, Conversation conversation) = Start();
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        Task running = Task.Run(() => memory.RunAsync(stop.Token), stop.Token);
        conversation.Add(Said("old"));
        await Script.Until(() => _store.Kept.Exchanges.Count == 1);

        _clock.Advance(_options.Retention + ConversationMemory.Look);
        await Script.Until(() => _store.Kept.Exchanges.Count == 0);
        await stop.CancelAsync();
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
    }

    [Theory]
    [InlineData(-24 * 365)]
    [InlineData(-3)]
    [InlineData(-0.01)]
    public void AClockThatIsSetBackMakesNothingYounger(double hours)
    {
        (ConversationMemory memory, Conversation conversation) = Start();
        conversation.Add(Said("old"));
        memory.Save();
        _clock.Advance(TimeSpan.FromHours(1));
        _clock.Set = TimeSpan.FromHours(hours);
        memory.Save();
        _clock.Advance(TimeSpan.FromHours(0.9));
        memory.Save();
        Assert.Single(_store.Kept.Exchanges);

        _clock.Advance(TimeSpan.FromHours(0.1));
        memory.Save();
        Assert.Empty(_store.Kept.Exchanges);
    }

    [Fact]
    public void AClockThatIsSetForwardMakesAllOfItTooOld()
    {
        (ConversationMemory memory, Conversation conversation) = Start();
        conversation.Add(Said("old"));
        memory.Save();
        _clock.Set = TimeSpan.FromHours(2);
        memory.Save();

        Assert.Empty(_store.Kept.Exchanges);
    }

    [Fact]
    public void ABoardWhoseClockBeginsAnewAtEveryStartForgetsAllTheSame()
    {
        (ConversationMemory memory, Conversation conversation) = Start();
        conversation.Add(Said("old"));
        memory.Save();
        int starts = 0;
        for (; _store.Kept.Exchanges.Count > 0 && starts < 10; starts++)
        {
            // Seventy minutes later the power goes; the next start has the same time of day.
            for (int minute = 0; minute < 70; minute++)
            {
                _clock.Advance(TimeSpan.FromMinutes(1));
                memory.Save();
            }

            _clock.Set -= TimeSpan.FromMinutes(70);
            memory = Start().Memory;
            memory.Save();
        }

        // An hour of each start is known.
        Assert.Equal(2, starts);
    }

    [Fact]
    public async Task WhatIsForgottenIsErasedBeforeItIsTold()
    {
        (ConversationMemory memory, Conversation conversation) = Start();
        conversation.Add(Said("secret"));
        memory.Save();
        conversation.Forget();
        Task erased = memory.ErasedAsync(TestContext.Current.CancellationToken);

        Assert.False(erased.IsCompleted);
        memory.Save();
        await erased;
        Assert.True(_store.IsErased);
        conversation.Add(Said("hello"));
        memory.Save();
        Assert.Equal("hello", Assert.Single(_store.Kept.Exchanges).Exchange.User);
    }

    [Fact]
    public void AFullDiskIsToldOnceAndWhatItMissedIsKeptWhenItHasSpaceAgain()
    {
        (ConversationMemory memory, Conversation conversation) = Start();
        _store.Failure = new IOException("database or disk is full");
        conversation.Add(Said("one"));
        memory.Save();
        conversation.Add(Said("two"));
        memory.Save();
        Assert.Equal(["The conversation can't be kept (database or disk is full); it goes on, but a restart would forget it. Tried again every minute."], _log.Texts);
        Assert.Equal(2, conversation.Exchanges.Count);

        _store.Failure = null;
        memory.Save();
        Assert.Equal(["one", "two"], _store.Kept.Exchanges.Select(exchange => exchange.Exchange.User));
        Assert.Equal("The conversation is kept again.", _log.Texts[^1]);
        int saves = _store.Saves;
        memory.Save();
        Assert.Equal(saves, _store.Saves);
    }

    [Fact]
    public async Task WhatCantBeErasedIsToldAndTriedAgain()
    {
        (ConversationMemory memory, Conversation conversation) = Start();
        conversation.Add(Said("secret"));
        memory.Save();
        _store.Failure = new IOException("read-only");
        conversation.Forget();
        memory.Save();
        await memory.ErasedAsync(TestContext.Current.CancellationToken);
        memory.Save();
        Assert.Single(_log.Texts, text => text.StartsWith("The conversation is forgotten, but", StringComparison.Ordinal));

        _store.Failure = null;
        memory.Save();
        Assert.True(_store.IsErased);
        Assert.Equal("What was kept of the forgotten conversation is deleted now.", _log.Texts[^1]);
    }

    [Theory]
    [InlineData(59, 1)]
    [InlineData(60, 0)]
    public void WhereSilenceMeansSomebodyElseARestartIsNoException(int secondsOff, int remembered)
    {
        _dialogue.ForgetAfter = TimeSpan.FromMinutes(1);
        (ConversationMemory memory, Conversation conversation) = Start();
        conversation.Add(Said("mine"));
        memory.Save();
        _clock.Advance(TimeSpan.FromSeconds(secondsOff));

        (ConversationMemory next, Conversation after) = Start();
        next.Save();

        Assert.Equal(remembered, after.Exchanges.Count);
        Assert.Equal(remembered, _store.Kept.Exchanges.Count);
    }

    [Fact]
    public void WhereNothingIsToBeRememberedNothingIsKept()
    {
        _dialogue.MaxTurns = 0;
        (ConversationMemory memory, Conversation conversation) = Start();
        conversation.Add(Said("secret"));
        conversation.Shorten("half");
        memory.Save();

        Assert.Empty(_store.Kept.Exchanges);
    }

    private (ConversationMemory Memory, Conversation Conversation) Start()
    {
        ConversationMemory memory = new(_store, _options, _dialogue, _clock, _log);
        _memories.Add(memory);
        Conversation conversation = new(_dialogue.MaxTurns, memory);
        conversation.GoOn(memory.Restore());
        return (memory, conversation);
    }

    private static Exchange Said(string words, string reply = "I see.") => new(words, EmotionLabel.Sad, "en", reply);

    private sealed class FakeStore : IConversationStore
    {
        private readonly Lock _lock = new();
        private KeptConversation _kept = KeptConversation.Nothing;

        public KeptConversation Kept
        {
            get
            {
                lock (_lock)
                    return _kept;
            }
        }

        public IOException? Failure { get; set; }

        public bool IsErased { get; private set; }

        public int Saves { get; private set; }

        public KeptConversation Load() => Kept;

        public void Save(KeptConversation conversation)
        {
            Fail();
            lock (_lock)
                _kept = conversation;
            Saves++;
        }

        public void Erase()
        {
            Fail();
            lock (_lock)
                _kept = KeptConversation.Nothing;
            IsErased = true;
        }

        private void Fail()
        {
            if (Failure is { } failure)
                throw failure;
        }
    }

    private sealed class Lines : ILogger<ConversationMemory>
    {
        public List<string> Texts { get; } = [];

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Texts.Add(formatter(state, exception));
    }
}
