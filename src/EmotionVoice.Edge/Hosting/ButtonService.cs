using EmotionVoice.Edge.Core.Control;
using EmotionVoice.Edge.Core.Pipeline;
using EmotionVoice.Edge.Core.Turns;
using EmotionVoice.Edge.Core.Wake;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EmotionVoice.Edge.Hosting;

/// <summary>Reads every button that there is, each on its own; one that fails is off, and all else works.</summary>
internal sealed class ButtonService(
    IEnumerable<IButton> buttons, IDeviceControl device, SpeechStop speech, IWakeGate gate, ConversationEvents events, ILogger<ButtonService> log) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(buttons.Select(button => Task.Run(() => ReadAsync(button, stoppingToken), stoppingToken)));

    private async Task ReadAsync(IButton button, CancellationToken stopping)
    {
        ButtonControl control = new(device, speech, gate, events);
        try
        {
            await foreach (ButtonGesture gesture in button.GesturesAsync(stopping))
                control.Take(gesture, stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
        }
        catch (Exception e)
        {
            log.ButtonOff(e, button.Name);
        }
    }
}
