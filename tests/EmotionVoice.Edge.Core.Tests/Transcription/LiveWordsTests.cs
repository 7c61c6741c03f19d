using EmotionVoice.Edge.Core.Audio;
using EmotionVoice.Edge.Core.Pipeline;
using EmotionVoice.Edge.Core.Transcription;
using EmotionVoice.Edge.Core.VoiceActivity;
using EmotionVoice.Edge.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace EmotionVoice.Edge.Core.Tests.Transcription;

public sealed class LiveWordsTests : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    private readonly FakeClock _clock = new();
    private readonly ConversationEvents _events = new();
    private readonly ScriptedReader _reader = new();
    private readonly LiveWords _words;
    private readonly ConversationEvents.Subscription _subscription;
    private readonly IAsyncEnumerator<ConversationEvent> _raised;

    public LiveWordsTests()
    {
        _words = new LiveWords(_reader, new TranscriptionOptions(), new StreamingOptions(), _events, _clock, NullLogger<LiveWords>.Instance);
        _subscription = _events.Subscribe();
        _raised = _subscription.ReadAllAsync(Token).GetAsyncEnumerator(Token);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        _subscription.Dispose();
        await _raised.DisposeAsync();
        await _words.DisposeAsync();
    }

    [Fact]
    public async Task WordsAreToldWhileTheyAreSpoken()
    {
        _words.Begin(SoFar(0.3));
        Push(0.4);
        await _reader.Asked();
        _reader.Answer("I would");

        Assert.Equal("I would", (await Next()).Tentative);
    }

    [Fact]
    public async Task AtAPauseTheWordsOfAllSpeechAreOnTheirWay()
    {
        _words.Begin(SoFar(0.3));
        Push(0.2);
        long speechEnd = Push(0.16, silence: 0.16);

        (int samples, bool final) = await _reader.Asked();
        Assert.True(final);
        Assert.Equal(AudioFormat.Samples(TimeSpan.FromSeconds(0.66)), samples);
        Assert.Null(_words.UpTo(speechEnd)!.Text);
        _reader.Answer("Yes.");
        await Next();

        Assert.Equal("Yes.", (await _words.TakeAsync(Utterance(speechEnd, silence: 0.5), Token))!.Text);
        Assert.Equal("Yes.", _words.UpTo(speechEnd)!.Text);
    }

    [Fact]
    public async Task APauseStopsAQuickReading()
    {
        _words.Begin(SoFar(0.3));
        Push(0.4);
        Assert.False((await _reader.Asked()).Final);

        long speechEnd = Push(0.16, silence: 0.16);

        Assert.True((await _reader.Asked()).Final);
        Assert.Equal(1, _reader.Cancelled);
        _reader.Answer("No.");
        Assert.Equal("No.", (await _words.TakeAsync(Utterance(speechEnd, 0.16), Token).WaitAsync(s_patience, Token))!.Text);
    }

    [Fact]
    public async Task AfterAPauseTheOldWordsAreNotTheWordsOfAll()
    {
        _words.Begin(SoFar(0.6));
        long pause = Push(0.16, silence: 0.16);
        await _reader.Asked();
        _reader.Answer("Well.");
        await Next();

        Push(0.2);
        long end = Push(0.16, silence: 0.16);

        Assert.NotEqual(pause, end);
        Assert.Null(_words.UpTo(end)!.Text);
        await _reader.Asked();
        _reader.Answer("Well, yes.");
        Assert.Equal("Well, yes.", (await _words.TakeAsync(Utterance(end, 0.16), Token).WaitAsync(s_patience, Token))!.Text);
    }

    [Fact]
    public async Task AnUtteranceThatEndsWithoutAPauseIsReadToItsEnd()
    {
        _words.Begin(SoFar(0.5));
        long end = Push(0.05);

        _words.End(end);

        Assert.True((await _reader.Asked()).Final);
        _reader.Answer("And so on");
        Assert.Equal("And so on", (await _words.TakeAsync(Utterance(end, 0), Token).WaitAsync(s_patience, Token))!.Text);
    }

    [Fact]
    public async Task ASlowMachineLooksLessOften()
    {
        _words.Begin(SoFar(0.6));
        await _reader.Asked();
        _clock.Advance(TimeSpan.FromSeconds(1.4)); // with a load of 0.7: every two seconds
        _reader.Answer("One");
        await Next();

        Push(1.9);
        Assert.Equal(1, _reader.Asks);
        Push(0.15);
        await _reader.Asked();

        Assert.Equal(2, _reader.Asks);
        _reader.Answer("One two");
    }

    [Fact]
    public async Task AFailedReadingLeavesTheWorkToTheTurn()
    {
        _words.Begin(SoFar(0.6));
        await _reader.Asked();
        _reader.Fail(new InvalidOperationException("engine broke"));
        long end = Push(0.16, silence: 0.16);
        await _reader.Asked();
        _reader.Fail(new InvalidOperationException("engine broke"));

        Assert.Null(await _words.TakeAsync(Utterance(end, 0.16), Token).WaitAsync(s_patience, Token));
    }

    [Fact]
    public async Task WhatWasDroppedIsNobodysWords()
    {
        _words.Begin(SoFar(0.6));
        long end = Push(0.16, silence: 0.16);
        _words.Drop();

        Assert.Null(await _words.TakeAsync(Utterance(end, 0.16), Token));
        Assert.Null(_words.UpTo(end));
    }

    // A container that knows it by two names disposes it twice.
    [Fact]
    public async Task ItCanBeDisposedTwice()
    {
        _words.Begin(SoFar(0.6));
        await _reader.Asked();

        await _words.DisposeAsync();
        await _words.DisposeAsync();

        Assert.Equal(1, _reader.Cancelled);
    }

    private async Task<TranscriptPartial> Next()
    {
        Assert.True(await _raised.MoveNextAsync().AsTask().WaitAsync(s_patience, Token));
        return Assert.IsType<TranscriptPartial>(_raised.Current);
    }

    private long _pushed;

    private Utterance SoFar(double seconds)
    {
        _pushed = AudioFormat.Samples(TimeSpan.FromSeconds(seconds));
        return new Utterance(new float[_pushed], 0, TimeSpan.FromSeconds(seconds), TimeSpan.Zero, UtteranceEnd.TurnOver);
    }

    // Returns the end of speech.
    private long Push(double seconds, double silence = 0)
    {
        long samples = AudioFormat.Samples(TimeSpan.FromSeconds(seconds));
        _pushed += samples;
        _words.Push(new float[samples], TimeSpan.FromSeconds(silence));
        return _pushed - AudioFormat.Samples(TimeSpan.FromSeconds(silence));
    }

    private static Utterance Utterance(long speechEnd, double silence) => new(
        new float[speechEnd + AudioFormat.Samples(TimeSpan.FromSeconds(silence))], 0, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(silence), UtteranceEnd.TurnOver);

    /// <summary>Answers when a test says so.</summary>
    private sealed class ScriptedReader : IStreamingTranscriber, IUtteranceReader
    {
        private readonly SemaphoreSlim _asked = new(0);
        private TaskCompletionSource<PartialTranscript> _answer = new();
        private (int Samples, bool Final) _last;

        public int Asks { get; private set; }

        public int Cancelled { get; private set; }

        public IUtteranceReader Begin(TranscriptionRequest request) => this;

        public async Task<(int Samples, bool Final)> Asked()
        {
            Assert.True(await _asked.WaitAsync(s_patience, Token));
            return _last;
        }

        public void Answer(string text) => _answer.SetResult(new PartialTranscript("", text, new Transcript(text, "en", 0.9f, 0)));

        public void Fail(Exception exception) => _answer.SetException(exception);

        public async Task<PartialTranscript> ReadAsync(ReadOnlyMemory<float> utterance, bool final, CancellationToken cancellationToken)
        {
            _answer = new TaskCompletionSource<PartialTranscript>(TaskCreationOptions.RunContinuationsAsynchronously);
            Asks++;
            _last = (utterance.Length, final);
            _asked.Release();
            try
            {
                return await _answer.Task.WaitAsync(cancellationToken);
            }
            catch (OperationCanceledException)
            {
                Cancelled++;
                throw;
            }
        }

        public void Dispose()
        {
        }
    }
}
