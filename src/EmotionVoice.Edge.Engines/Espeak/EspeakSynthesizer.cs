using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using EmotionVoice.Edge.Core.Synthesis;
using EspeakNg;

namespace EmotionVoice.Edge.Engines.Espeak;

/// <summary>Speech by espeak-ng: some hundred times faster than real time, in pieces of about 60 ms. Calls wait for each other.</summary>
public sealed class EspeakSynthesizer : ISynthesizer
{
    /// <summary>What espeak-ng bears.</summary>
    private const int SlowestWordsPerMinute = 80, FastestWordsPerMinute = 450;

    private readonly EspeakOptions _options;
    private readonly EspeakEngine _engine;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private int _disposed;

    /// <exception cref="DllNotFoundException">libespeak-ng is not installed.</exception>
    /// <exception cref="EspeakException">Its data are missing.</exception>
    public EspeakSynthesizer(EspeakOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _engine = EspeakEngine.Open(options.DataFolder.Length == 0 ? null : options.DataFolder);
    }

    public string Name => $"espeak-ng {_engine.Version}";

    public bool Speaks(string language) => _engine.HasVoice(VoiceOf(language));

    public async IAsyncEnumerable<SpeechAudio> SynthesizeAsync(
        SpeechRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        EspeakVoice voice = new()
        {
            Name = VoiceOf(request.Language),
            WordsPerMinute = (int)Math.Clamp(MathF.Round(_options.WordsPerMinute * request.Rate), SlowestWordsPerMinute, FastestWordsPerMinute),
            Pitch = _options.Pitch,
            PitchRange = _options.PitchRange,
        };
        await _turn.WaitAsync(cancellationToken);
        try
        {
            // Unbounded: it holds no more than one text's sound, and the native callback must not wait.
            Channel<SpeechAudio> pieces = Channel.CreateUnbounded<SpeechAudio>(new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });
            using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            Task making = Task.Run(() => Speak(request.Text, voice, pieces.Writer, stop.Token), CancellationToken.None);
            try
            {
                await foreach (SpeechAudio piece in pieces.Reader.ReadAllAsync(cancellationToken))
                {
                    // What is there already would still be handed out.
                    cancellationToken.ThrowIfCancellationRequested();
                    yield return piece;
                }
            }
            finally
            {
                await stop.CancelAsync();
                await making; // Speak throws nothing; the native call has returned
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;
        await _turn.WaitAsync();
        _turn.Dispose();
    }

    private string VoiceOf(string language) => _options.Voices.GetValueOrDefault(language, language);

    private void Speak(string text, EspeakVoice voice, ChannelWriter<SpeechAudio> pieces, CancellationToken stop)
    {
        try
        {
            _engine.Speak(text, voice, samples => pieces.TryWrite(new SpeechAudio(ToFloat(samples), _engine.SampleRateHz)), stop);
            pieces.Complete();
        }
#pragma warning disable CA1031 // Handed to the reader, who throws it.
        catch (Exception error)
#pragma warning restore CA1031
        {
            pieces.Complete(error);
        }
    }

    private static float[] ToFloat(ReadOnlySpan<short> samples)
    {
        float[] floats = new float[samples.Length];
        TensorPrimitives.ConvertChecked(samples, floats);
        TensorPrimitives.Multiply(floats, 1f / 32_768, floats);
        return floats;
    }
}
