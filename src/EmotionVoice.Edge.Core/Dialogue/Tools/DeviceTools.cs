using System.ComponentModel;
using EmotionVoice.Edge.Core.Control;
using EmotionVoice.Edge.Core.Pipeline;
using Microsoft.Extensions.AI;

namespace EmotionVoice.Edge.Core.Dialogue.Tools;

/// <summary>Somebody asked for a person.</summary>
public sealed record HandOverRequested : ConversationEvent;

/// <summary>The device itself: volume, light, microphone, memory, and calling a person.</summary>
/// <param name="device">Made when first used: what it needs is big.</param>
/// <param name="options">Whether somebody can be called.</param>
/// <param name="events">Tells that somebody is called.</param>
public sealed class DeviceTools(Func<IDeviceControl> device, ToolOptions options, ConversationEvents events) : IToolSource
{
    internal const string SetVolume = "set_volume";
    internal const string ChangeVolume = "change_volume";
    internal const string SetBrightness = "set_brightness";
    internal const string ChangeBrightness = "change_brightness";
    internal const string Mute = "mute_microphone";
    internal const string State = "device_state";
    internal const string Forget = "forget_conversation";
    internal const string HandOver = "hand_over";

    // Below it nobody hears that it can be turned up again.
    private const double LeastVolume = 0.1;

    public IEnumerable<AIFunction> Tools =>
    [
        ToolFunction.Create(SetVolume, "Sets the loudness of the voice.", ([Description("0 to 100.")] double percent, AIFunctionArguments call) => Loud(percent / 100, call)),
        ToolFunction.Create(ChangeVolume, "Makes the voice louder or quieter.", ([Description("Such as 20 or -20.")] double percent, AIFunctionArguments call) => Loud(device().State.Volume + percent / 100, call)),
        ToolFunction.Create(SetBrightness, "Sets the brightness of the light ring.", ([Description("0 to 100.")] double percent, AIFunctionArguments call) => Bright(_ => percent / 100, call)),
        ToolFunction.Create(ChangeBrightness, "Makes the light ring brighter or darker.", ([Description("Such as 20 or -20.")] double percent, AIFunctionArguments call) => Bright(now => now + percent / 100, call)),
        ToolFunction.Create(State, "Volume, brightness and microphone.", Tell),
        ToolFunction.Create(HandOver, "Calls a person to help.", CallSomebody),
        new ApprovalRequiredAIFunction(ToolFunction.Create(Mute, "Switches the microphone off.", Deafen)),
        new ApprovalRequiredAIFunction(ToolFunction.Create(Forget, "Forgets the whole conversation.", ForgetAll)),
    ];

    private string Loud(double volume, AIFunctionArguments call)
    {
        device().SetVolume(Math.Clamp(volume, LeastVolume, 1));
        return ToolPhrases.Volume(device().State.Volume, ToolFunction.LanguageOf(call));
    }

    private string Bright(Func<double, double> brightness, AIFunctionArguments call)
    {
        string language = ToolFunction.LanguageOf(call);
        if (device().State.LedBrightness is not { } now)
            return ToolPhrases.NotHere(language);
        device().SetLedBrightness(Math.Clamp(brightness(now), 0, 1));
        return ToolPhrases.Brightness(device().State.LedBrightness ?? 0, language);
    }

    private string Tell(AIFunctionArguments call)
    {
        string language = ToolFunction.LanguageOf(call);
        ControlState state = device().State;
        string light = state.LedBrightness is { } brightness ? " " + ToolPhrases.Brightness(brightness, language) : "";
        return $"{ToolPhrases.Volume(state.Volume, language)}{light} {ToolPhrases.Microphone(state.Muted, language)}";
    }

    private string CallSomebody(AIFunctionArguments call)
    {
        if (options.HandOver)
            events.Publish(new HandOverRequested());
        return ToolPhrases.HandedOver(options.HandOver, ToolFunction.LanguageOf(call));
    }

    private string Deafen(AIFunctionArguments call)
    {
        device().Mute();
        return ToolPhrases.Microphone(muted: true, ToolFunction.LanguageOf(call));
    }

    private string ForgetAll(AIFunctionArguments call)
    {
        // It waits for the end of the turn in which it was asked for, so the turn must not wait for it. It fails only by its token.
        _ = device().ForgetAsync(CancellationToken.None);
        return ToolPhrases.Forgotten(ToolFunction.LanguageOf(call));
    }
}
