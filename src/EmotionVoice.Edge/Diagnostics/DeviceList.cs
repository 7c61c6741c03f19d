using System.Text.Json;
using System.Text.Json.Serialization;
using EmotionVoice.Edge.Composition;
using EmotionVoice.Edge.Devices.Audio;
using Spectre.Console;

namespace EmotionVoice.Edge.Diagnostics;

/// <summary>A sound device as <c>--json</c> prints it.</summary>
/// <param name="UsedAs">microphone, speaker, both joined by '+', or empty: what the daemon would use it for.</param>
internal sealed record DeviceLine(
    int Index, string Name, int InputChannels, int OutputChannels, int SampleRateHz, bool DefaultInput, bool DefaultOutput, string UsedAs);

/// <summary>The sound devices with what the settings mean by them.</summary>
/// <param name="Problems">Why the daemon would not hear or speak through a device, and what to do; empty when it would.</param>
internal sealed record DeviceList(IReadOnlyList<DeviceLine> Lines, IReadOnlyList<string> Problems)
{
    private const string Microphone = "microphone";
    private const string Speaker = "speaker";

    public static DeviceList Of(AudioDeviceCatalog catalog, AudioOptions options)
    {
        AudioDevice? microphone = SoundCheck.IsSimulated(options.Microphone) ? null : catalog.Find(options.Microphone, forInput: true);
        AudioDevice? speaker = SoundCheck.IsSimulated(options.Speaker) ? null : catalog.Find(options.Speaker, forInput: false);
        DeviceLine[] lines =
        [
            .. catalog.Devices.Select(device => new DeviceLine(
                device.Index, device.Name, device.InputChannels, device.OutputChannels, device.SampleRateHz, device.IsDefaultInput, device.IsDefaultOutput,
                string.Join('+', new[] { device == microphone ? Microphone : "", device == speaker ? Speaker : "" }.Where(use => use.Length > 0)))),
        ];
        return new DeviceList(lines, [.. ProblemsOf(catalog, options, microphone, speaker)]);
    }

    public void Print(IAnsiConsole console)
    {
        Table table = new Table().Border(TableBorder.Simple).AddColumns("", "Device", "In", "Out", "Hz", "Default for", "Used as");
        foreach (DeviceLine line in Lines)
            table.AddRow(
                $"{line.Index}", Markup.Escape(line.Name), $"{line.InputChannels}", $"{line.OutputChannels}", $"{line.SampleRateHz}",
                (line.DefaultInput, line.DefaultOutput) switch { (true, true) => "both", (true, false) => "input", (false, true) => "output", _ => "" },
                line.UsedAs.Length > 0 ? $"[green]{line.UsedAs}[/]" : "");
        console.Write(table);
    }

    public void PrintJson(IAnsiConsole console)
    {
        foreach (DeviceLine line in Lines)
            console.Profile.Out.Writer.WriteLine(JsonSerializer.Serialize(line, DeviceJson.Default.DeviceLine));
    }

    private static IEnumerable<string> ProblemsOf(AudioDeviceCatalog catalog, AudioOptions options, AudioDevice? microphone, AudioDevice? speaker)
    {
        if (catalog.Devices.Count == 0)
        {
            yield return catalog.Problem ?? "The sound system answers, but it has no devices.";
            yield return "Connect a device, or start a sound server for this user: systemctl --user start pipewire pipewire-pulse (or pulseaudio --start). " +
                "Without any, `emotionvoice run` hears a recording and writes its answer to a file.";
            yield break;
        }

        if (microphone is null && !SoundCheck.IsSimulated(options.Microphone))
            yield return $"No device records as Audio:Microphone \"{options.Microphone}\". Choose one of the list: emotionvoice run --microphone \"<part of its name>\"";
        if (speaker is null && !SoundCheck.IsSimulated(options.Speaker))
            yield return $"No device plays as Audio:Speaker \"{options.Speaker}\". Choose one of the list: emotionvoice run --speaker \"<part of its name>\"";
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(DeviceLine))]
internal sealed partial class DeviceJson : JsonSerializerContext;
