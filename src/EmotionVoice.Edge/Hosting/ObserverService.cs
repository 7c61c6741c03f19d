using EmotionVoice.Edge.Core.Pipeline;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EmotionVoice.Edge.Hosting;

/// <summary>Runs each observer on its own queue of events.</summary>
internal sealed class ObserverService(IEnumerable<IConversationObserver> observers, ConversationEvents events, ILogger<ObserverService> log) : IHostedService, IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _stop = new();
    private readonly List<ConversationEvents.Subscription> _subscriptions = [];
    private Task _observing = Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        List<Task> tasks = [];
        foreach (IConversationObserver observer in observers)
        {
            ConversationEvents.Subscription subscription = events.Subscribe();
            _subscriptions.Add(subscription);
            tasks.Add(Task.Run(() => ObserveAsync(observer, subscription), cancellationToken));
        }

        _observing = Task.WhenAll(tasks);
        return Task.CompletedTask;
    }

    /// <summary>Lets observers read what is left, within the host's time to stop.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        foreach (ConversationEvents.Subscription subscription in _subscriptions)
            subscription.Dispose();
        await using CancellationTokenRegistration hurry = cancellationToken.Register(_stop.Cancel);
        await _observing;
    }

    /// <summary>A start that failed is not stopped by the host; what observers have drawn or lit must end all the same.</summary>
    public async ValueTask DisposeAsync()
    {
        using CancellationTokenSource hurry = new(s_patience);
        await StopAsync(hurry.Token);
        _stop.Dispose();
    }

    private async Task ObserveAsync(IConversationObserver observer, ConversationEvents.Subscription subscription)
    {
        try
        {
            await observer.ObserveAsync(subscription.ReadAllAsync(_stop.Token), _stop.Token);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
        }
        catch (Exception e)
        {
            log.ObserverEnded(e, observer.Name);
        }
    }
}
