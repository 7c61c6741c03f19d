using EmotionVoice.Edge.Core.Led;
using EmotionVoice.Edge.Core.Pipeline;

namespace EmotionVoice.Edge.Core.Tests.Led;

public sealed class LedRingOptionsTests
{
    [Fact]
    public void The_defaults_are_valid() => Assert.Empty(Failures(new LedRingOptions()));

    [Fact]
    public void Every_wrong_field_is_named()
    {
        string failures = string.Join('\n', Failures(new LedRingOptions { Count = 7, Brightness = 1.5, NightFrom = TimeSpan.FromHours(24), FramesPerSecond = 500, NightLevel = -1 }));
        Assert.All((string[])["Count", "Brightness", "NightFrom", "FramesPerSecond", "NightLevel"], field => Assert.Contains(field, failures, StringComparison.Ordinal));
    }

    [Fact]
    public void A_budget_that_no_led_could_shine_on_is_refused() => Assert.Equal(
        ["Led:CurrentBudgetMilliamps must be at least 120 for 60 LEDs: each needs 2 mA to be seen."],
        Failures(new LedRingOptions { Count = 60, CurrentBudgetMilliamps = 100 }));

    [Fact]
    public void Every_state_of_the_conversation_has_its_motion() =>
        Assert.All(Enum.GetValues<ConversationState>(), state => Assert.Equal(state.ToString(), RingStates.Of(state).ToString()));

    private static string[] Failures(LedRingOptions options) =>
    [
        .. new LedRingOptionsValidator().Validate(LedRingOptions.Section, options).Failures ?? [],
        .. new LedRingCurrentCheck().Validate(LedRingOptions.Section, options).Failures ?? [],
    ];
}
