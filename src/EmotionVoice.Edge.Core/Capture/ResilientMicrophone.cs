using System.Runtime.CompilerServices;
using EmotionVoice.Edge.Core.Audio;
using EmotionVoice.Edge.Core.Pipeline;
using Microsoft.Extensions.Logging;

namespace EmotionVoice.Edge.Core.Capture;

/// <summary>
/// A live microphone that survives its device: what can't be opened or is lost is tried again under a back-off policy,
/// and a fallback stands in meanwhile. Audio time goes on during a gap, so the first frame after it starts later than
/// the last one ended: whoever joins frames sees that something is missing. One listener.
/// </summary>
/// <param name="configured">Makes the device that the settings name.</param>
/// <param name="fallback">Makes the one that stands in for it; null for none.</param>
/// <param name="isQuiet">True when nobody is speaking: a moment in which changing devices costs no word.</param>
/// <param name="atRest">What the device does when nothing happens, to be told when a microphone is there again.</param>
public sealed class ResilientMicrophone(
    Func<IMicrophone> configured,
    Func<IMicrophone>? fallback,
    RecoveryOptions options,
    BackoffPolicy backoff,
    Func<bool> isQuiet,
    Func<ConversationState> atRest,
    ConversationEvents events,
    TimeProvider clock,
    ILogger<ResilientMicrophone> log) : IMicrophone
{
    private readonly string _configuredName = configured().Name;
    private Source? _source;
    private Task<(Source? Source, string Error)>? _search; // for the configured device, while another one stands in
    private long _droppedBefore;
    private int _failure;     // number of the last one in a row
    private long? _missingAt; // since when the configured device is missing

    public string Name => _source?.Microphone.Name ?? _configuredName;

    public bool IsLive => true;

    public long DroppedFrames => Interlocked.Read(ref _droppedBefore) + (_source?.Microphone.DroppedFrames ?? 0);

    /// <summary>Never ends and never throws for a device: it waits until there is one.</summary>
    public async IAsyncEnumerable<AudioFrame> ListenAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        long next = 0; // end of the last frame
        long heardAt = 0;
        using CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            while (true)
            {
                Source source = _source ??= await OpenAsync(ending.Token);
                Welcome(source);
                long offset = next == 0 ? 0 : next + Math.Max(AudioFormat.FrameSamples, AudioFormat.Samples(clock.GetElapsedTime(heardAt)));
                do
                {
                    AudioFrame frame = source.Frames.Current;
                    heardAt = clock.GetTimestamp();
                    next = frame.End + offset;
                    yield return frame with { Start = frame.Start + offset };
                    if (source.IsFallback)
                        await PreferConfiguredAsync(source, ending.Token);
                }
                while (_source == source && await AdvanceAsync(source));
            }
        }
        finally
        {
            if (_source is { } open)
                await CloseAsync(open);
            await ending.CancelAsync();
            await EndSearchAsync();
        }
    }

    private async ValueTask<Source> OpenAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (_failure > 0)
                await Task.Delay(backoff.Delay(_failure), clock, cancellationToken);
            (Source? source, string error) = await (TakeSearch() ?? TryOpenAsync(configured, isFallback: false, cancellationToken).AsTask());
            if (source is not null)
                return source;
            if (_missingAt is null)
                Miss(_configuredName, error);
            if (fallback is not null && (await TryOpenAsync(fallback, isFallback: true, cancellationToken)).Source is { } standIn)
                return standIn;
            _failure++;
        }
    }

    /// <summary>A microphone counts as open when it has delivered a frame.</summary>
    private async ValueTask<(Source? Source, string Error)> TryOpenAsync(Func<IMicrophone> make, bool isFallback, CancellationToken cancellationToken)
    {
        IMicrophone microphone = make();
        IAsyncEnumerator<AudioFrame> frames = microphone.ListenAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
        string error = $"The microphone \"{microphone.Name}\" delivers no sound.";
        try
        {
            if (await frames.MoveNextAsync())
                return (new Source(microphone, frames, isFallback, clock.GetTimestamp()), "");
        }
        catch (AudioDeviceException e)
        {
            error = e.Message;
        }

        await frames.DisposeAsync();
        return (null, error);
    }

    /// <summary>False when the device was lost.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<bool> AdvanceAsync(Source source)
    {
        string error = $"The microphone \"{source.Microphone.Name}\" has ended.";
        try
        {
            if (await source.Frames.MoveNextAsync())
                return true;
        }
        catch (AudioDeviceException e)
        {
            error = e.Message;
        }

        await CloseAsync(source);
        _failure = backoff.Next(_failure, clock.GetElapsedTime(source.OpenedAt));
        Miss(source.Microphone.Name, error);
        return false;
    }

    // The fallback goes on, and is listened to, until the configured device has proved that it delivers.
    private async ValueTask PreferConfiguredAsync(Source standIn, CancellationToken cancellationToken)
    {
        if (_search is null)
        {
            if (clock.GetElapsedTime(standIn.CheckedAt) < options.CheckConfigured || !isQuiet())
                return;
            standIn.CheckedAt = clock.GetTimestamp();
            _search = TryOpenAsync(configured, isFallback: false, cancellationToken).AsTask();
        }

        if (!_search.IsCompleted || await TakeSearch()! is not ({ } better, _))
            return;
        if (!isQuiet())
        {
            // Somebody has begun to speak to the other one: next time.
            await better.Frames.DisposeAsync();
            return;
        }

        await CloseAsync(standIn);
        _source = better;
    }

    private Task<(Source? Source, string Error)>? TakeSearch()
    {
        Task<(Source? Source, string Error)>? search = _search;
        _search = null;
        return search;
    }

    private async ValueTask EndSearchAsync()
    {
        try
        {
            if (TakeSearch() is { } search && await search is ({ } found, _))
                await found.Frames.DisposeAsync();
        }
        catch (OperationCanceledException)
        {
        }
    }

    private void Welcome(Source source)
    {
        string name = source.Microphone.Name;
        if (_missingAt is not { } missingAt)
            return;
        if (source.IsFallback)
        {
            log.MicrophoneStandsIn(name, _configuredName);
        }
        else
        {
            log.MicrophoneBack(name, clock.GetElapsedTime(missingAt).TotalSeconds);
            _missingAt = null;
        }

        events.Publish(new DeviceReady(DeviceRole.Microphone, name));
        events.Publish(new StateChanged(atRest()));
    }

    // Told once a loss, however many attempts fail after it.
    private void Miss(string device, string error)
    {
        _missingAt ??= clock.GetTimestamp();
        log.MicrophoneLost(device, error);
        events.Publish(new DeviceLost(DeviceRole.Microphone, device, error));
        events.Publish(new StateChanged(ConversationState.Error));
    }

    private ValueTask CloseAsync(Source source)
    {
        Interlocked.Add(ref _droppedBefore, source.Microphone.DroppedFrames);
        _source = null;
        return source.Frames.DisposeAsync();
    }

    private sealed record Source(IMicrophone Microphone, IAsyncEnumerator<AudioFrame> Frames, bool IsFallback, long OpenedAt)
    {
        internal long CheckedAt { get; set; } = OpenedAt;
    }
}
