using System.Runtime.CompilerServices;
using System.Threading.Channels;
using EmotionVoice.Edge.Core.Pipeline;
using EmotionVoice.Edge.Core.Synthesis;
using Microsoft.Extensions.Logging;
using SherpaOnnx;

namespace EmotionVoice.Edge.Engines.Sherpa;

/// <summary>
/// A neural voice through sherpa-onnx. Sound comes one piece a sentence; a piece once begun can't be stopped, so
/// cancelling takes effect at its end (about a tenth of its length). Calls wait for each other.
/// </summary>
public sealed class SherpaSynthesizer : ISynthesizer, IWarmUp
{
    private const int GoOn = 1, Stop = 0;

    private readonly SherpaVoiceOptions _options;
    private readonly ILogger<SherpaSynthesizer> _log;
    private readonly OfflineTts _tts;
    private readonly int _sampleRateHz;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private int _disposed;

    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="DirectoryNotFoundException">The pronunciation data are missing.</exception>
    /// <exception cref="InvalidDataException">A file is damaged, or the model was not prepared for sherpa-onnx.</exception>
    public SherpaSynthesizer(SherpaVoiceOptions options, ILogger<SherpaSynthesizer> log)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _log = log;
        IReadOnlyDictionary<string, string> metadata = ModelFiles.RequireOnnx(options.Model, "The voice");
        if (!metadata.ContainsKey("sample_rate"))
            throw new InvalidDataException($"The voice {options.Model} lacks the notes that sherpa-onnx needs (sample_rate); use a voice converted for sherpa-onnx.");
        ModelFiles.RequireTokens(options.Tokens, "The voice's token list");
        ModelFiles.RequireEspeakData(options.DataFolder);

        OfflineTtsConfig config = new();
        config.Model.Vits.Model = options.Model;
        config.Model.Vits.Tokens = options.Tokens;
        config.Model.Vits.DataDir = options.DataFolder;
        config.Model.NumThreads = options.Threads;
        config.Model.Provider = OnnxProvider.Name;
        _tts = new OfflineTts(config);
        _sampleRateHz = _tts.SampleRate;
    }

    public string Name => _options.Name;

    public bool Speaks(string language) =>
        _options.Languages.Length == 0 ? language == "en" : _options.Languages.Contains(language);

    public async IAsyncEnumerable<SpeechAudio> SynthesizeAsync(
        SpeechRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        await _turn.WaitAsync(cancellationToken);
        try
        {
            // Unbounded: it holds no more than one text's sound, and the native callback must not wait.
            Channel<SpeechAudio> pieces = Channel.CreateUnbounded<SpeechAudio>(new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });
            using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            Task making = Task.Run(() => Generate(request, pieces.Writer, stop.Token), CancellationToken.None);
            try
            {
                await foreach (SpeechAudio piece in pieces.Reader.ReadAllAsync(cancellationToken))
                {
                    // What is there already would still be handed out.
                    cancellationToken.ThrowIfCancellationRequested();
                    yield return piece;
                }

                await making;
                cancellationToken.ThrowIfCancellationRequested();
            }
            finally
            {
                await stop.CancelAsync();
                await making.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // the native call has returned
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>The first synthesis is slower than those after it.</summary>
    public async Task WarmUpAsync(CancellationToken cancellationToken)
    {
        await foreach (SpeechAudio _ in SynthesizeAsync(new SpeechRequest("Hello.", "en"), cancellationToken))
        {
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;
        await _turn.WaitAsync();
        _tts.Dispose();
        _turn.Dispose();
    }

    /// <summary>Speed that makes a text <paramref name="rate"/> times as fast, given how much of a change is heard.</summary>
    internal static float SpeedFor(float rate, double response) =>
        (float)(1 / Math.Max(0.3, 1 + (((1.0 / rate) - 1) / response)));

    private void Generate(SpeechRequest request, ChannelWriter<SpeechAudio> pieces, CancellationToken stop)
    {
        try
        {
            OfflineTtsGenerationConfig config = new()
            {
                Speed = SpeedFor(request.Rate, _options.TempoResponse),
                SilenceScale = (float)_options.PauseScale,
                Sid = _options.Speaker,
            };
            int count = 0;
            OfflineTtsGeneratedAudio audio = _tts.GenerateWithConfig(request.Text, config, (samples, n, _, _) =>
            {
                if (stop.IsCancellationRequested)
                    return Stop;
                if (n > 0)
                {
                    count++;
                    pieces.TryWrite(new SpeechAudio(Copy(samples, n), _sampleRateHz));
                }

                return GoOn;
            });
            audio.Dispose();
            if (count == 0 && !stop.IsCancellationRequested)
                _log.NoSound(Name, request.Text.Length);
            pieces.Complete();
        }
#pragma warning disable CA1031 // Handed to the reader, who throws it.
        catch (Exception error)
#pragma warning restore CA1031
        {
            pieces.Complete(error);
        }
    }

    private static float[] Copy(nint samples, int count)
    {
        float[] copy = new float[count];
        System.Runtime.InteropServices.Marshal.Copy(samples, copy, 0, count);
        return copy;
    }
}
