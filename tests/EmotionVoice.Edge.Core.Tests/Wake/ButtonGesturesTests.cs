using EmotionVoice.Edge.Core.Wake;
using static EmotionVoice.Edge.Core.Wake.ButtonGesture;

namespace EmotionVoice.Edge.Core.Tests.Wake;

public sealed class ButtonGesturesTests
{
    private const int End = 20_000;

    private static readonly ButtonOptions s_options = new();

    [Theory]
    [InlineData(31)]
    [InlineData(200)]
    [InlineData(999)]
    public void APressThatEndsBeforeASecondIsShort(int heldMs) => Assert.Equal([Pressed, ShortPress], Gestures(0, heldMs).Select(told => told.Gesture));

    [Theory]
    [InlineData(1_000)]
    [InlineData(1_001)]
    [InlineData(5_999)]
    public void AHoldOfASecondMutesAndIsNoShortPress(int heldMs) => Assert.Equal([Pressed, MuteToggle], Gestures(0, heldMs).Select(told => told.Gesture));

    [Theory]
    [InlineData(6_000)]
    [InlineData(6_001)]
    [InlineData(15_000)]
    public void AHoldOfSixSecondsForgetsAndTakesItsMuteBack(int heldMs) =>
        Assert.Equal([Pressed, MuteToggle, MuteToggle, Forget], Gestures(0, heldMs).Select(told => told.Gesture));

    [Fact]
    public void GesturesComeWhenTheyAreDecided() => Assert.Equal(
        [(30, Pressed), (1_000, MuteToggle), (6_000, MuteToggle), (6_000, Forget)],
        Gestures(0, 7_000));

    [Fact]
    public void AShortPressIsToldOneDebounceTimeAfterLettingGo() => Assert.Equal([(30, Pressed), (230, ShortPress)], Gestures(0, 200));

    [Fact]
    public void BouncesWithinThirtyMillisecondsAreOnePress() =>
        Assert.Equal([Pressed, ShortPress], Gestures(0, 3, 7, 12, 20, 300, 304, 311, 325, 329).Select(told => told.Gesture));

    [Fact]
    public void BouncingChangesNoHoldTime()
    {
        // Closed first at 0, quiet from 28 on; opened first at 999 or 1001, quiet from 1020 on.
        Assert.Equal([Pressed, ShortPress], Gestures(0, 10, 28, 999, 1_005, 1_020).Select(told => told.Gesture));
        Assert.Equal([Pressed, MuteToggle], Gestures(0, 10, 28, 1_001, 1_005, 1_020).Select(told => told.Gesture));
    }

    [Fact]
    public void AnOpeningThatTurnsOutToBeABounceDoesNotEndTheHold() =>
        Assert.Equal([(30, Pressed), (1_032, MuteToggle)], Gestures(0, 995, 1_002, 2_000));

    [Theory]
    [InlineData(1)]
    [InlineData(29)]
    public void ASpikeShorterThanTheDebounceTimeMeansNothing(int spikeMs) => Assert.Empty(Gestures(100, 100 + spikeMs));

    [Fact]
    public void SpikesDuringAHoldDoNotEndIt() => Assert.Equal([Pressed, MuteToggle], Gestures(0, 500, 510, 800, 805, 1_500).Select(told => told.Gesture));

    [Fact]
    public void TwoPressesAreTwoGestures() => Assert.Equal([Pressed, ShortPress, Pressed, ShortPress], Gestures(0, 100, 200, 300).Select(told => told.Gesture));

    [Fact]
    public void AButtonThatIsDownAtTheStartMeansNothingUntilItIsLetGo()
    {
        ButtonGestures gestures = new(s_options);
        gestures.Begin(down: true);

        Assert.Empty(gestures.Advance(Ms(10_000)));
        Assert.Empty(gestures.Edge(down: false, Ms(10_000)));
        Assert.Empty(gestures.Edge(down: true, Ms(10_500)));
        Assert.Equal([Pressed], gestures.Edge(down: false, Ms(10_700)));
        Assert.Equal([ShortPress], gestures.Advance(Ms(11_000)));
    }

    [Fact]
    public void AskedLateItTellsTheSameInTheSameOrder()
    {
        ButtonGestures gestures = new(s_options);
        gestures.Edge(down: true, Ms(0));

        Assert.Equal([Pressed, MuteToggle], gestures.Edge(down: false, Ms(3_000)));
        Assert.Empty(gestures.Advance(Ms(60_000)));

        gestures.Edge(down: true, Ms(70_000));
        Assert.Equal([Pressed, MuteToggle, MuteToggle, Forget], gestures.Advance(Ms(100_000)));
    }

    [Fact]
    public void ALevelThatIsToldTwiceChangesNothing()
    {
        ButtonGestures gestures = new(s_options);
        Assert.Empty(gestures.Edge(down: false, Ms(0)));
        Assert.Null(gestures.Due);
        gestures.Edge(down: true, Ms(10));
        gestures.Edge(down: true, Ms(12));
        Assert.Equal([Pressed], gestures.Advance(Ms(50)));
        Assert.Equal(Ms(1_010), gestures.Due);
    }

    [Fact]
    public void TheForgetHoldHasToBeLongerThanTheMuteHold()
    {
        ButtonOptions wrong = new() { MuteHold = TimeSpan.FromSeconds(2), ForgetHold = TimeSpan.FromSeconds(2) };
        Assert.Equal(["Button:ForgetHold: must be longer than MuteHold (00:00:02)."], new ButtonHoldOrder().Validate(null, wrong).Failures);
        Assert.True(new ButtonHoldOrder().Validate(null, s_options).Succeeded);
        Assert.True(new ButtonOptionsValidator().Validate(null, s_options).Succeeded);
        Assert.Contains("Debounce", Assert.Single(new ButtonOptionsValidator().Validate(null, new ButtonOptions { Debounce = TimeSpan.Zero }).Failures!), StringComparison.Ordinal);
    }

    /// <summary>Plays edges, first down, then up, and so on; asks at each time that is due, as a timer would.</summary>
    private static List<(int AtMs, ButtonGesture Gesture)> Gestures(params int[] edgesMs)
    {
        ButtonGestures gestures = new(s_options);
        List<(int, ButtonGesture)> told = [];
        for (int i = 0; i < edgesMs.Length; i++)
        {
            Run(edgesMs[i] - 1);
            Tell(edgesMs[i], gestures.Edge(down: i % 2 == 0, Ms(edgesMs[i])));
        }

        Run(End);
        return told;

        void Run(int untilMs)
        {
            while (gestures.Due is { } due && due <= Ms(untilMs))
                Tell((int)due.TotalMilliseconds, gestures.Advance(due));
        }

        void Tell(int atMs, IReadOnlyList<ButtonGesture> happened) => told.AddRange(happened.Select(gesture => (atMs, gesture)));
    }

    private static TimeSpan Ms(int milliseconds) => TimeSpan.FromMilliseconds(milliseconds);
}
