using EmotionVoice.Edge.Core.Audio;
using EmotionVoice.Edge.Devices.Simulated;

namespace EmotionVoice.Edge.Benchmarks.Conversations;

/// <summary>A way in which the device's voice comes back to it.</summary>
/// <param name="Name">For people.</param>
/// <param name="GainDb">Level of the echo by what is played.</param>
/// <param name="Delay">Until it is heard.</param>
/// <param name="Impulse">[n] of the room; empty: no walls.</param>
internal sealed record EchoRoom(string Name, float GainDb, TimeSpan Delay, float[] Impulse)
{
    private static readonly double[] s_reverberations = [0.2, 0.4, 0.6];

    public EchoPath Path() => new(GainDb, Delay, Impulse);

    /// <summary>-6, -12 and -20 dB after 20 to 300 ms without walls, and -6 to -20 dB in the rooms.</summary>
    public static IReadOnlyList<EchoRoom> All(IReadOnlyList<(string Name, float[] Impulse)> impulses)
    {
        (float GainDb, int Ms)[] bare = [(-6, 20), (-6, 120), (-6, 300), (-12, 60), (-12, 200), (-20, 20), (-20, 300)];
        (float GainDb, int Ms)[] walls = [(-6, 60), (-12, 150), (-20, 250)];
        return
        [
            .. bare.Select(path => Of(path.GainDb, path.Ms, "no walls", [])),
            .. impulses.Select((room, i) => Of(walls[i % walls.Length].GainDb, walls[i % walls.Length].Ms, room.Name, room.Impulse)),
        ];
    }

    /// <summary>The rooms of a folder of impulse responses; null: made ones of 0.2 to 0.6 s.</summary>
    public static IReadOnlyList<(string Name, float[] Impulse)> Impulses(string? folder)
    {
        if (folder is null)
            return [.. s_reverberations.Select((seconds, i) => ($"room of {seconds:0.0} s", MadeSounds.RoomImpulse(TimeSpan.FromSeconds(seconds), i)))];
        using BenchClips files = BenchClips.FromFolder(folder);
        return [.. files.Files.Select(file => (System.IO.Path.GetFileNameWithoutExtension(file), Read(file)))];
    }

    private static EchoRoom Of(float gainDb, int ms, string walls, float[] impulse) =>
        new(FormattableString.Invariant($"{gainDb:0} dB, {ms} ms, {walls}"), gainDb, TimeSpan.FromMilliseconds(ms), impulse);

    private static float[] Read(string file)
    {
        using FileStream stream = File.OpenRead(file);
        return WavReader.ReadMono16k(stream).Samples;
    }
}
