using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Whisper.net.Interop;

namespace Whisper.net;

/// <summary>Transcribes sound with fixed settings; one call at a time, later ones wait. Samples are mono, 16 kHz, -1 to 1.</summary>
public sealed class WhisperProcessor : IAsyncDisposable, IDisposable
{
    private readonly WhisperContextHandle context;
    private readonly OnSegmentEventHandler[] segmentHandlers;
    private readonly SemaphoreSlim oneAtATime = new(1);
    private ProcessorSettings settings;
    private bool disposed;

    internal WhisperProcessor(WhisperContextHandle context, ProcessorSettings settings, OnSegmentEventHandler[] segmentHandlers)
    {
        this.context = context;
        this.settings = settings;
        this.segmentHandlers = segmentHandlers;
    }

    /// <summary>From the next call on. Null, "" and "auto" detect it.</summary>
    public void ChangeLanguage(string? newLanguage) => settings = settings with { Language = newLanguage };

    /// <summary>The most probable language; null when the library fails.</summary>
    public string? DetectLanguage(float[] samples) => DetectLanguageWithProbability(samples).language;

    /// <inheritdoc cref="DetectLanguage"/>
    public (string? language, float probability) DetectLanguageWithProbability(float[] samples) =>
        DetectLanguageWithProbability(samples.AsSpan());

    /// <summary>The most probable of the candidates (of all languages when none is known), with its probability among all.</summary>
    public unsafe (string? language, float probability) DetectLanguageWithProbability(
        ReadOnlySpan<float> samples, params ReadOnlySpan<string> candidateLanguages)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        var probabilities = new float[NativeWhisper.whisper_lang_max_id() + 1];
        using WhisperStateHandle state = NativeWhisper.whisper_init_state(context);
        int threads = settings.Native.Threads, best;
        fixed (float* first = samples, results = probabilities)
        {
            if (NativeWhisper.whisper_pcm_to_mel_with_state(context, state, first, samples.Length, threads) != 0)
                return (null, 0);
            best = NativeWhisper.whisper_lang_auto_detect_with_state(context, state, 0, threads, results);
        }

        if (best < 0)
            return (null, 0);
        best = MostProbable(candidateLanguages, probabilities) ?? best;
        return (SegmentReader.Text(NativeWhisper.whisper_lang_str(best)), probabilities[best]);
    }

    /// <summary>
    /// Segments as they are ready. Cancelling aborts the native run and throws <see cref="TaskCanceledException"/> once it
    /// has returned. Leaving the loop does not end the run: cancel too.
    /// </summary>
    /// <exception cref="WhisperProcessingException">The library reports an error.</exception>
    public async IAsyncEnumerable<SegmentData> ProcessAsync(
        ReadOnlyMemory<float> samples, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        var segments = Channel.CreateUnbounded<SegmentData>(new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });
        await WaitForTurnAsync(cancellationToken);
        _ = Task.Factory.StartNew(
            () => Run(samples, segments.Writer, cancellationToken),
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

        while (await segments.Reader.WaitToReadAsync(CancellationToken.None))
        {
            while (segments.Reader.TryRead(out SegmentData? segment))
                yield return segment;
        }
    }

    /// <inheritdoc cref="ProcessAsync(ReadOnlyMemory{float}, CancellationToken)"/>
    public IAsyncEnumerable<SegmentData> ProcessAsync(float[] samples, CancellationToken cancellationToken = default) =>
        ProcessAsync(samples.AsMemory(), cancellationToken);

    /// <exception cref="Exception">A run is active.</exception>
    public void Dispose()
    {
        if (disposed)
            return;
        if (oneAtATime.CurrentCount == 0)
            throw new Exception("Cannot dispose while processing, please use DisposeAsync instead.");
        disposed = true;
    }

    /// <summary>Waits for the run that is active.</summary>
    public async ValueTask DisposeAsync()
    {
        await oneAtATime.WaitAsync();
        oneAtATime.Release();
        Dispose();
    }

    private async Task WaitForTurnAsync(CancellationToken cancellationToken)
    {
        try
        {
            await oneAtATime.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            throw new TaskCanceledException();
        }
    }

    private void Run(ReadOnlyMemory<float> samples, ChannelWriter<SegmentData> segments, CancellationToken cancellationToken)
    {
        Exception? end = null;
#pragma warning disable CA1031 // Every failure goes to the reader of the segments.
        try
        {
            var run = new TranscriptionRun(context, settings, segment => Raise(segment, segments), cancellationToken);
            run.Execute(samples.Span);
        }
        catch (Exception thrown)
        {
            end = thrown;
        }
#pragma warning restore CA1031
        finally
        {
            oneAtATime.Release();
        }

        segments.Complete(end);
    }

    private void Raise(SegmentData segment, ChannelWriter<SegmentData> segments)
    {
        foreach (OnSegmentEventHandler handler in segmentHandlers)
            handler(segment);
        segments.TryWrite(segment);
    }

    private static int? MostProbable(ReadOnlySpan<string> candidates, float[] probabilities)
    {
        int? best = null;
        foreach (string candidate in candidates)
        {
            int id = string.IsNullOrWhiteSpace(candidate) ? -1 : NativeWhisper.whisper_lang_id(candidate);
            if (id >= 0 && (best is null || probabilities[id] > probabilities[best.Value]))
                best = id;
        }

        return best;
    }
}
