using EmotionVoice.Edge.Api.Audit;
using EmotionVoice.Edge.Testing;
using EmotionVoice.Edge.Tests.Models;

namespace EmotionVoice.Edge.Tests.Api.Audit;

public sealed class AuditTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly AuditFile _file;

    public AuditTests() => _file = new AuditFile(_folder.Path, new FakeClock());

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task EveryChangedRemovedOrMovedLineIsFound()
    {
        await AppendAsync(6);
        string[] good = await File.ReadAllLinesAsync(_file.Path, Token);
        Assert.Null(Verify(good).Problem);
        Assert.Equal(6, Verify(good).Entries);

        for (int i = 0; i < good.Length; i++)
        {
            // Every character of the line in turn.
            for (int at = 0; at < good[i].Length; at++)
            {
                char[] changed = good[i].ToCharArray();
                changed[at] = changed[at] == '0' ? '1' : '0';
                AssertFound([.. good[..i], new string(changed), .. good[(i + 1)..]]);
            }

            if (i < good.Length - 1)
            {
                AssertFound([.. good[..i], .. good[(i + 1)..]]);
                AssertFound([.. good[..i], good[i + 1], good[i], .. good[(i + 2)..]]);
            }

            AssertFound([.. good[..(i + 1)], good[i], .. good[(i + 1)..]]);
        }
    }

    [Fact]
    public async Task ALineWrittenAnewWithItsHashBreaksTheOneAfterIt()
    {
        await AppendAsync(3);
        string[] lines = await File.ReadAllLinesAsync(_file.Path, Token);
        Assert.True(AuditEntry.TryOpen(lines[1], out AuditEntry entry, out _));

        lines[1] = (entry with { Who = "nobody" }).Seal().Line;

        Assert.Contains("line 3 doesn't follow", Verify(lines).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CutOffLinesAreFoundByAHeadKeptElsewhere()
    {
        await AppendAsync(3);
        string[] lines = await File.ReadAllLinesAsync(_file.Path, Token);
        string head = Verify(lines).Head;

        Assert.True(Verify(lines, head).KnowsHead);
        Assert.False(Verify(lines[..2], head).KnowsHead);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(40)]
    [InlineData(200)]
    public async Task ALineThatAPowerCutToreIsVouchedForByTheNext(int lost)
    {
        await AppendAsync(3);
        string text = await File.ReadAllTextAsync(_file.Path, Token);
        await File.WriteAllTextAsync(_file.Path, text[..^lost], Token);
        int torn = lost == 1 ? 0 : 1;
        Assert.Null(VerifyFile().Problem);
        Assert.Equal(torn, VerifyFile().Torn);

        await AppendAsync(1);

        Assert.Null(VerifyFile().Problem);
        Assert.Equal(torn, VerifyFile().Torn);
        // The torn remains can't be changed either.
        if (torn == 0)
            return;
        string[] lines = await File.ReadAllLinesAsync(_file.Path, Token);
        lines[2] += " ";
        AssertFound(lines);
    }

    [Fact]
    public async Task TwoWritersMakeOneChain()
    {
        AuditFile other = new(_folder.Path, TimeProvider.System);
        AuditFile mine = new(_folder.Path, TimeProvider.System);

        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Run(() => (i % 2 == 0 ? mine : other).AppendAsync("me", "test", "did", $"{i}", Token), Token)));

        AuditVerdict verdict = VerifyFile();
        Assert.Null(verdict.Problem);
        Assert.Equal(40, verdict.Entries);
    }

    [Fact]
    public async Task TheChainGoesOnInTheNextFileAndOnlyTwoAreKept()
    {
        AuditFile small = new(_folder.Path, new FakeClock(), maxBytes: 1_000);
        for (int i = 0; i < 20; i++)
            await small.AppendAsync("me", "test", "did", $"{i}", Token);

        AuditVerdict verdict = AuditCheck.Verify([.. AuditCheck.Lines(small.OlderPath), .. AuditCheck.Lines(small.Path)], null, olderGone: true);
        Assert.Null(verdict.Problem);
        Assert.InRange(verdict.First, 2, 19);
        Assert.Equal(20, verdict.First + verdict.Entries - 1);
    }

    private async Task AppendAsync(int count)
    {
        for (int i = 0; i < count; i++)
            await _file.AppendAsync("ab12cd34", "http", "refused", $"invalid_token {i}", Token);
    }

    private static AuditVerdict Verify(string[] lines, string? head = null) => AuditCheck.Verify([.. lines.Select(line => ("audit.jsonl", line, true))], head);

    private AuditVerdict VerifyFile() => AuditCheck.Verify([.. AuditCheck.Lines(_file.Path)], null);

    private static void AssertFound(string[] lines) => Assert.NotNull(Verify(lines).Problem);
}
