using EmotionVoice.Edge.Core.Capture;
using EmotionVoice.Edge.Core.Pipeline;
using Microsoft.Extensions.Logging;

namespace EmotionVoice.Edge.Core.Playback;

/// <summary>
/// A speaker that survives its device. Who plays while it is missing gets an <see cref="AudioDeviceException"/> at once;
/// a reply during which it was lost ends, even if the device is back before the reply's next sentence; the next reply
/// is whole. Positions never go back.
/// </summary>
/// <param name="configured">Makes the device that the settings name.</param>
/// <param name="fallback">Makes the one that stands in for it, with the same sample rate; null for none.</param>
public sealed class ResilientSpeaker(
    Func<IDeviceSpeaker> configured,
    Func<IDeviceSpeaker>? fallback,
    RecoveryOptions options,
    BackoffPolicy backoff,
    ConversationEvents events,
    TimeProvider clock,
    ILogger<ResilientSpeaker> log) : ISpeaker
{
    private readonly CancellationTokenSource _closing = new();
    private readonly Lock _lock = new();
    private readonly IDeviceSpeaker _unopened = configured();
    private IDeviceSpeaker? _current; // null while there is none
    private IDeviceSpeaker? _reply;   // the one that the present reply began on
    private long _heardBefore;        // on devices that are closed
    private string _error = "The loudspeaker has not been opened.";
    private long? _missingAt;         // since when the configured device is missing
    private Task _keeping = Task.CompletedTask;

    public string Name => (Current ?? _unopened).Name;

    public int SampleRateHz => _unopened.SampleRateHz;

    public long EnqueuedSamples
    {
        get { lock (_lock) return _heardBefore + (_current?.EnqueuedSamples ?? 0); }
    }

    public long HeardSamples
    {
        get { lock (_lock) return _heardBefore + (_current?.HeardSamples ?? 0); }
    }

    private IDeviceSpeaker? Current
    {
        get { lock (_lock) return _current; }
    }

    /// <summary>Tries once and returns, with or without a device; from then on a missing one is opened as soon as it is there.</summary>
    public async ValueTask OpenAsync(CancellationToken cancellationToken)
    {
        if (!_keeping.IsCompleted)
            return;
        await TryOpenAnyAsync(cancellationToken);
        _keeping = Task.Run(KeepOpenAsync, CancellationToken.None);
    }

    public async ValueTask EnqueueAsync(ReadOnlyMemory<float> samples, CancellationToken cancellationToken)
    {
        IDeviceSpeaker speaker;
        lock (_lock)
        {
            _reply ??= _current;
            speaker = ReplySpeaker();
        }

        await EndingTheReplyOnLoss(speaker, () => speaker.EnqueueAsync(samples, cancellationToken));
    }

    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        IDeviceSpeaker speaker;
        lock (_lock)
        {
            if (_reply is null && _current is null)
                return;
            _reply ??= _current; // of a silenced reply the fade is still to be heard
            speaker = ReplySpeaker();
        }

        await EndingTheReplyOnLoss(speaker, () => new ValueTask(speaker.DrainAsync(cancellationToken)));
        EndReply(speaker);
    }

    public void Silence(TimeSpan fade)
    {
        lock (_lock)
        {
            _reply = null;
            _current?.Silence(fade);
        }
    }

    public void Hold(TimeSpan fade)
    {
        lock (_lock)
            _current?.Hold(fade);
    }

    public void Release()
    {
        lock (_lock)
            _current?.Release();
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _keeping;
        if (Current is { } speaker)
            await CloseAsync(speaker, "The loudspeaker has been closed.");
        await _unopened.DisposeAsync();
        _closing.Dispose();
    }

    // Called within the lock.
    private IDeviceSpeaker ReplySpeaker()
    {
        if (_reply is { } speaker && speaker == _current)
            return speaker;
        _reply = null;
        throw new AudioDeviceException(_error);
    }

    private async ValueTask EndingTheReplyOnLoss(IDeviceSpeaker speaker, Func<ValueTask> play)
    {
        try
        {
            await play();
        }
        catch (AudioDeviceException)
        {
            EndReply(speaker);
            throw;
        }
    }

    private void EndReply(IDeviceSpeaker speaker)
    {
        lock (_lock)
        {
            if (_reply == speaker)
                _reply = null;
        }
    }

    private async Task KeepOpenAsync()
    {
        try
        {
            for (int failure = 0; ;)
            {
                long openedAt = clock.GetTimestamp();
                if (Current is not { } speaker)
                {
                    await Task.Delay(backoff.Delay(++failure), clock, _closing.Token);
                    await TryOpenAnyAsync(_closing.Token);
                }
                else if (await LossAsync(speaker) is { } loss)
                {
                    failure = backoff.Next(failure, clock.GetElapsedTime(openedAt)) - 1;
                    string name = speaker.Name;
                    await CloseAsync(speaker, loss.Message);
                    Miss(name, loss.Message);
                }
            }
        }
        catch (OperationCanceledException) when (_closing.IsCancellationRequested)
        {
        }
        catch (Exception e)
        {
            log.SpeakerGivenUp(e);
        }
    }

    /// <summary>Waits for the loss of a device; null when the configured one has taken the place of its fallback.</summary>
    private async Task<AudioDeviceException?> LossAsync(IDeviceSpeaker speaker)
    {
        if (_missingAt is null)
            return await speaker.Lost.WaitAsync(_closing.Token);
        while (true)
        {
            Task pause = Task.Delay(options.CheckConfigured, clock, _closing.Token);
            if (await Task.WhenAny(speaker.Lost, pause) == speaker.Lost)
                return await speaker.Lost;
            await pause;
            if (!IsIdle() || await TryOpenAsync(configured, _closing.Token) is not ({ } better, _))
                continue;
            await CloseAsync(speaker, "Another loudspeaker has taken over.");
            Use(better, isFallback: false);
            return null;
        }
    }

    private bool IsIdle()
    {
        lock (_lock)
            return _reply is null && _current is { } speaker && speaker.HeardSamples >= speaker.EnqueuedSamples;
    }

    private async ValueTask TryOpenAnyAsync(CancellationToken cancellationToken)
    {
        (IDeviceSpeaker? speaker, string error) = await TryOpenAsync(configured, cancellationToken);
        if (speaker is not null)
        {
            Use(speaker, isFallback: false);
            return;
        }

        if (_missingAt is null)
            Miss(_unopened.Name, error);
        if (fallback is not null && (await TryOpenAsync(fallback, cancellationToken)).Speaker is { } standIn)
            Use(standIn, isFallback: true);
    }

    private static async ValueTask<(IDeviceSpeaker? Speaker, string Error)> TryOpenAsync(Func<IDeviceSpeaker> make, CancellationToken cancellationToken)
    {
        IDeviceSpeaker speaker = make();
        try
        {
            await speaker.OpenAsync(cancellationToken);
            return (speaker, "");
        }
        catch (AudioDeviceException e)
        {
            await speaker.DisposeAsync();
            return (null, e.Message);
        }
    }

    private void Use(IDeviceSpeaker speaker, bool isFallback)
    {
        lock (_lock)
            _current = speaker;
        if (_missingAt is not { } missingAt)
            return;
        if (isFallback)
        {
            log.SpeakerStandsIn(speaker.Name, _unopened.Name);
        }
        else
        {
            log.SpeakerBack(speaker.Name, clock.GetElapsedTime(missingAt).TotalSeconds);
            _missingAt = null;
        }

        events.Publish(new DeviceReady(DeviceRole.Loudspeaker, speaker.Name));
    }

    // Told once a loss, however many attempts fail after it.
    private void Miss(string device, string error)
    {
        lock (_lock)
            _error = error;
        _missingAt ??= clock.GetTimestamp();
        log.SpeakerLost(device, error);
        events.Publish(new DeviceLost(DeviceRole.Loudspeaker, device, error));
    }

    // What was not heard never will be: it no longer counts as enqueued.
    private async ValueTask CloseAsync(IDeviceSpeaker speaker, string error)
    {
        lock (_lock)
        {
            _error = error;
            _heardBefore += speaker.HeardSamples;
            _current = null;
        }

        await speaker.DisposeAsync();
    }
}
