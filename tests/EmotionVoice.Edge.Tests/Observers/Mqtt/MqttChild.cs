using System.Globalization;

namespace EmotionVoice.Edge.Tests.Observers.Mqtt;

/// <summary>A process to be killed: an observer that reports until its end.</summary>
internal static class MqttChild
{
    public static async Task<int> RunAsync(string[] args)
    {
        if (args is not ["mqtt", string port])
            return 64;
        await using MqttBench bench = new(MqttBench.Options(int.Parse(port, CultureInfo.InvariantCulture)));
        await Console.In.ReadToEndAsync();
        return 0;
    }
}
