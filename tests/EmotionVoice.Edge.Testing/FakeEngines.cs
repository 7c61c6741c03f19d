using System.Runtime.CompilerServices;
using EmotionVoice.Edge.Core.Emotion;
using EmotionVoice.Edge.Core.Synthesis;
using EmotionVoice.Edge.Core.Transcription;
using Microsoft.Extensions.AI;

namespace EmotionVoice.Edge.Testing;

/// <summary>Gives the queued transcripts in turn, then the last one again; an exception in the queue is thrown.</summary>
public sealed class FakeTranscriber(params object[] results) : ITranscriber
{
    private int _next;

    public string Name => "fake transcriber";

    public int Calls => _next;

    public List<ReadOnlyMemory<float>> Heard { get; } = [];

    public List<TranscriptionRequest> Requests { get; } = [];

    public Task<Transcript> TranscribeAsync(ReadOnlyMemory<float> samples, TranscriptionRequest request, CancellationToken cancellationToken)
    {
        Heard.Add(samples);
        Requests.Add(request);
        object result = results[Math.Min(_next++, results.Length - 1)];
        return result switch
        {
            Exception exception => Task.FromException<Transcript>(exception),
            Transcript transcript => Task.FromResult(transcript),
            string text => Task.FromResult(new Transcript(text, request.Languages[0], 0.9f, 0.01f)),
            _ => throw new ArgumentException("A result is a text, a transcript or an exception."),
        };
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

public sealed class FakeVoiceEmotion(EmotionLabel label, Exception? failure = null) : IVoiceEmotionRecognizer
{
    public string Name => "fake voice emotion";

    public Task<VoiceEmotion> RecognizeAsync(ReadOnlyMemory<float> samples, CancellationToken cancellationToken) =>
        failure is null ? Task.FromResult(VoiceEmotion.From(Sure(label))) : Task.FromException<VoiceEmotion>(failure);

    public static EmotionScores Sure(EmotionLabel label, float share = 0.9f)
    {
        float[] scores = new float[EmotionLabels.Count];
        Array.Fill(scores, (1 - share) / (EmotionLabels.Count - 1));
        scores[(int)label] = share;
        return EmotionScores.FromWeights(scores);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

public sealed class FakeWordEmotion(EmotionLabel label) : IWordEmotionRecognizer
{
    public string Name => "fake word emotion";

    public EmotionScores Recognize(string text) => text.Length == 0 ? EmotionScores.None : FakeVoiceEmotion.Sure(label);
}

/// <summary>Streams the queued replies token by token (a token a word) and keeps the messages that it was sent.</summary>
public sealed class FakeChatClient(params object[] replies) : IChatClient
{
    private int _next;

    public List<List<ChatMessage>> Requests { get; } = [];

    /// <summary>Runs before each token.</summary>
    public Func<int, CancellationToken, Task>? BeforeToken { get; set; }

    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        await GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        Requests.Add([.. messages]);
        object reply = replies[Math.Min(_next++, replies.Length - 1)];
        if (reply is Exception exception)
            throw exception;
        int token = 0;
        foreach (string word in ((string)reply).Split(' '))
        {
            if (BeforeToken is not null)
                await BeforeToken(token, cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
            yield return new ChatResponseUpdate(ChatRole.Assistant, token++ == 0 ? word : " " + word);
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }
}

/// <summary>Ten milliseconds of tone a character.</summary>
public sealed class FakeSynthesizer(int sampleRateHz = 22_050) : ISynthesizer
{
    private readonly Lock _lock = new();
    private readonly List<SpeechRequest> _requests = [];

    public string Name => "fake voice";

    /// <summary>Requests so far.</summary>
    public IReadOnlyList<SpeechRequest> Requests
    {
        get
        {
            lock (_lock)
                return [.. _requests];
        }
    }

    /// <summary>Thrown for texts that it picks.</summary>
    public Func<string, Exception?> Failure { get; set; } = _ => null;

    public bool Speaks(string language) => true;

    public async IAsyncEnumerable<SpeechAudio> SynthesizeAsync(SpeechRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        lock (_lock)
            _requests.Add(request);
        cancellationToken.ThrowIfCancellationRequested();
        if (Failure(request.Text) is Exception exception)
            throw exception;
        await Task.Yield();
        float[] samples = new float[request.Text.Length * sampleRateHz / 100];
        Array.Fill(samples, 0.1f);
        yield return new SpeechAudio(samples, sampleRateHz);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
