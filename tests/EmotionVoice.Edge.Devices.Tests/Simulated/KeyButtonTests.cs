using EmotionVoice.Edge.Core.Wake;
using EmotionVoice.Edge.Devices.Simulated;
using EmotionVoice.Edge.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace EmotionVoice.Edge.Devices.Tests.Simulated;

public sealed class KeyButtonTests
{
    [Theory]
    [InlineData(ConsoleKey.Spacebar, ButtonGesture.ShortPress)]
    [InlineData(ConsoleKey.M, ButtonGesture.MuteToggle)]
    [InlineData(ConsoleKey.F, ButtonGesture.Forget)]
    public async Task KeysAreGesturesAndOthersMeanNothing(ConsoleKey key, ButtonGesture expected)
    {
        FakeClock clock = new();
        Queue<ConsoleKey> pressed = new([ConsoleKey.A, key]);
        KeyButton button = new(clock, NullLogger<KeyButton>.Instance, () => pressed.TryDequeue(out ConsoleKey next) ? next : null);
        IAsyncEnumerator<ButtonGesture> gestures = button.GesturesAsync(TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);

        Task<bool> first = gestures.MoveNextAsync().AsTask();
        clock.Advance(TimeSpan.FromMilliseconds(50));
        Assert.True(await first);
        Assert.Equal(ButtonGesture.Pressed, gestures.Current);
        Assert.True(await gestures.MoveNextAsync());
        Assert.Equal(expected, gestures.Current);
        await gestures.DisposeAsync();
    }
}
