using EmotionVoice.Edge.Core.Control;
using EmotionVoice.Edge.Core.Emotion;
using EmotionVoice.Edge.Core.Led;
using EmotionVoice.Edge.Core.Pipeline;
using EmotionVoice.Edge.Observers.Terminal;

namespace EmotionVoice.Edge.Tests.Observers.Terminal;

public sealed class TurnViewTests
{
    private const int Tall = 30;
    private readonly LiveTurn _turn = new();

    [Theory]
    [InlineData(SomeTurns.English)]
    [InlineData(SomeTurns.Korean)]
    public void No_line_is_wider_than_the_terminal_however_narrow_or_low_it_is(string words)
    {
        foreach (ConversationEvent happened in SomeTurns.UntilSpeaking(words, reply: words + " " + words))
        {
            _turn.Apply(happened);
            for (int cells = 1; cells <= 200; cells++)
            {
                for (int rows = 1; rows <= 16; rows += 3)
                {
                    List<StyledLine> lines = View().Lines(cells, rows);
                    Assert.InRange(lines.Count, 1, rows);
                    // A syllable that is wider than the terminal can't be made to fit.
                    Assert.All(lines, line => Assert.InRange(line.Cells, 0, Math.Max(2, cells)));
                    Assert.All(lines, line => Assert.Equal(CellText.Width(line.ToString()), line.Cells));
                }
            }
        }
    }

    [Theory]
    [InlineData(30)]
    [InlineData(60)]
    [InlineData(80)]
    [InlineData(160)]
    public void State_level_feelings_ring_words_and_reply_are_all_there(int cells)
    {
        Speaking();
        string drawing = Drawing(cells);
        Assert.All(EmotionLabels.Names, name => Assert.Contains(name, drawing, StringComparison.Ordinal));
        Assert.All((string[])["Speaking", "I lost my keys", "I'm sorry to", "64\u00a0%", "●"], part => Assert.Contains(part, drawing, StringComparison.Ordinal));
    }

    [Fact]
    public void A_muted_microphone_is_named_until_it_is_on_again()
    {
        _turn.Apply(new StateChanged(ConversationState.Listening));
        _turn.Apply(new ControlChanged(new ControlState(true, 1, null, null)));
        _turn.Apply(new StateChanged(ConversationState.Listening));
        Assert.StartsWith("● The microphone is off", Drawing(80), StringComparison.Ordinal);

        _turn.Apply(new ControlChanged(new ControlState(false, 1, null, null)));
        Assert.StartsWith("● Listening", Drawing(80), StringComparison.Ordinal);
    }

    [Fact]
    public void Words_are_drawn_while_they_are_spoken_and_gone_when_nothing_was_said()
    {
        _turn.Apply(new StateChanged(ConversationState.Hearing));
        _turn.Apply(new SpeechStarted(TimeSpan.Zero));
        _turn.Apply(new TranscriptPartial("I lost", "my keys", "en", TimeSpan.Zero));
        Assert.Contains("…I lost my keys", Drawing(80), StringComparison.Ordinal);

        _turn.Apply(new SpeechEnded(TimeSpan.Zero, IsUtterance: false));
        Assert.DoesNotContain("I lost", Drawing(80), StringComparison.Ordinal);
    }

    [Fact]
    public void Bars_are_as_long_as_their_shares()
    {
        Speaking();
        string[] bars = [.. Drawing(80).Split('\n').Where(line => EmotionLabels.Names.Any(name => line.StartsWith(name, StringComparison.Ordinal)))];
        Assert.Equal(9, bars.Length);
        int sad = bars[(int)EmotionLabel.Sad].Count(c => c == '█');
        Assert.Equal(0.64, sad / (80.0 - 19 - 16), 0.03);
        Assert.All(bars.Where((_, label) => label != (int)EmotionLabel.Sad), bar => Assert.InRange(bar.Count(c => c == '█'), 1, 3));
    }

    [Fact]
    public void A_low_terminal_gets_the_feeling_in_one_line()
    {
        Speaking();
        List<StyledLine> lines = View().Lines(80, rows: 8);
        Assert.Equal("sad and fearful 64\u00a0%", lines[1].ToString());
    }

    [Fact]
    public void When_the_turn_is_over_its_words_leave_and_its_feeling_stays()
    {
        Speaking();
        _turn.Apply(new TurnCompleted(1, SomeTurns.Report()));
        _turn.Apply(new StateChanged(ConversationState.Listening));
        string drawing = Drawing(80);
        Assert.DoesNotContain("keys", drawing, StringComparison.Ordinal);
        Assert.DoesNotContain("sorry", drawing, StringComparison.Ordinal);
        Assert.Contains("64\u00a0%", drawing, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_reply_shows_what_is_spoken_now()
    {
        Speaking();
        for (int i = 0; i < 30; i++)
            _turn.Apply(new ReplySentence(1, $"This is the sentence number {i}."));
        Assert.Contains("number 29", Drawing(80), StringComparison.Ordinal);
        Assert.Contains("I lost my keys", Drawing(80), StringComparison.Ordinal);
        Assert.InRange(View().Lines(80, Tall).Count, 10, 16);
    }

    [Fact]
    public void The_start_shows_how_far_it_is_and_a_lost_device_is_named()
    {
        _turn.Apply(new ReadinessChanged(0.5f));
        Assert.StartsWith("● Getting ready, 50\u00a0%", Drawing(80), StringComparison.Ordinal);
        _turn.Apply(new StateChanged(ConversationState.Listening));
        _turn.Apply(new DeviceLost(DeviceRole.Microphone, "microphone", "unplugged"));
        Assert.StartsWith("● Waiting for microphone", Drawing(80), StringComparison.Ordinal);
        _turn.Apply(new DeviceReady(DeviceRole.Microphone, "microphone"));
        Assert.StartsWith("● Listening", Drawing(80), StringComparison.Ordinal);
    }

    [Fact]
    public void The_ring_twin_shows_the_frames_light()
    {
        Rgb[] ring = new Rgb[16];
        ring[0] = new Rgb(255, 0, 0);
        ring[4] = new Rgb(0, 20, 0);
        string[] circle = [.. RingDots.Circle(ring, []).Select(line => line.ToString())];
        Assert.Equal(RingDots.Rows, circle.Length);
        Assert.Equal('●', circle[0][7]);   // top
        Assert.Equal('•', circle[3][14]);  // right
        Assert.Equal('·', circle[6][7]);   // bottom
    }

    [Theory]
    [InlineData(8)]
    [InlineData(60)]
    public void Rings_of_every_size_are_drawn(int leds)
    {
        string circle = string.Concat(RingDots.Circle(new Rgb[leds], []).Select(line => line.ToString()));
        Assert.Equal(Math.Min(leds, 20), circle.Count(c => c == '·'));
    }

    [Fact]
    public void Control_characters_do_not_reach_the_terminal() =>
        Assert.Equal("a b[2Jc", new StyledLine().Add("a\nb").ToString() + new StyledLine().Add("\e[2Jc").ToString().TrimStart());

    private void Speaking()
    {
        foreach (ConversationEvent happened in SomeTurns.UntilSpeaking())
            _turn.Apply(happened);
    }

    private TurnView View() => new(_turn, [.. Enumerable.Repeat(new Rgb(90, 20, 0), 16)], LedPalette.Standard);

    private string Drawing(int cells) => string.Join('\n', View().Lines(cells, Tall).Select(line => line.ToString()));
}
