using System.Runtime.CompilerServices;
using EmotionVoice.Edge.Core.Wake;
using EmotionVoice.Edge.Devices.Button;
using Microsoft.Extensions.Logging;

namespace EmotionVoice.Edge.Devices.Simulated;

/// <summary>The button on a laptop: the space key is a short press, M the mute hold, F the forget hold. A terminal tells no key's release.</summary>
/// <param name="clock">Paces the looks at the keyboard.</param>
/// <param name="log">Hears once when there is no terminal.</param>
/// <param name="keys">The next key that waits, or null; null here: the terminal's.</param>
public sealed class KeyButton(TimeProvider clock, ILogger<KeyButton> log, Func<ConsoleKey?>? keys = null) : IButton
{
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(50);

    public string Name => "space key";

    /// <inheritdoc/>
    public async IAsyncEnumerable<ButtonGesture> GesturesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (keys is null && Console.IsInputRedirected)
        {
            log.NoKeys();
            yield break;
        }

        // Not ReadKey alone: it can't be cancelled.
        Func<ConsoleKey?> next = keys ?? (() => Console.KeyAvailable ? Console.ReadKey(intercept: true).Key : null);
        using PeriodicTimer timer = new(s_look, clock);
        while (await timer.WaitForNextTickAsync(cancellationToken))
            while (next() is { } key)
                foreach (ButtonGesture gesture in Meaning(key))
                    yield return gesture;
    }

    private static ButtonGesture[] Meaning(ConsoleKey key) => key switch
    {
        ConsoleKey.Spacebar => [ButtonGesture.Pressed, ButtonGesture.ShortPress],
        ConsoleKey.M => [ButtonGesture.Pressed, ButtonGesture.MuteToggle],
        ConsoleKey.F => [ButtonGesture.Pressed, ButtonGesture.Forget],
        _ => [],
    };
}
