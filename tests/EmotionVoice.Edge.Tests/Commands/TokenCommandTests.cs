using EmotionVoice.Edge.Api.Audit;
using EmotionVoice.Edge.Api.Security;
using EmotionVoice.Edge.Testing;
using EmotionVoice.Edge.Tests.Models;
using Microsoft.Extensions.Logging.Abstractions;

namespace EmotionVoice.Edge.Tests.Commands;

public sealed class TokenCommandTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task ATokenIsMadeListedAndRevokedAndTheTrailKnows()
    {
        ProgramRun made = await RunAsync("token", "add", "shop", "--scopes", "observe,talk", "--days", "30");
        Assert.Equal(ExitCodes.Ok, made.ExitCode);
        string secret = made.Output.Trim();
        TokenDesk desk = new(new TokenFile(_folder.Path), null, TimeProvider.System, NullLogger<TokenDesk>.Instance);
        Assert.Equal(TokenRefusal.None, desk.Check(secret, out Token? token));
        Assert.Equal(Scopes.Talk | Scopes.Observe, token!.Scopes);

        ProgramRun listed = await RunAsync("token", "list");
        Assert.Contains($"{token.Id}  talk,observe", listed.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, listed.Output, StringComparison.Ordinal);

        Assert.Equal(ExitCodes.Ok, (await RunAsync("token", "revoke", "shop")).ExitCode);
        Assert.Equal(TokenRefusal.Unknown, desk.Check(secret, out _));
        Assert.Equal(ExitCodes.Failed, (await RunAsync("token", "revoke", "shop")).ExitCode);

        ProgramRun verified = await RunAsync("audit", "verify");
        Assert.Equal(ExitCodes.Ok, verified.ExitCode);
        Assert.StartsWith("2 lines as they were written. Newest: ", verified.Output, StringComparison.Ordinal);
        string head = verified.Output.Trim()[^64..];
        Assert.Equal(ExitCodes.Ok, (await RunAsync("audit", "verify", "--head", head)).ExitCode);
        Assert.Equal(ExitCodes.Failed, (await RunAsync("audit", "verify", "--head", new string('1', 64))).ExitCode);
    }

    [Fact]
    public async Task AChangedTrailIsToldWithItsLine()
    {
        await RunAsync("token", "add", "shop");
        await RunAsync("token", "add", "bank");
        string path = Path.Combine(_folder.Path, "audit.jsonl");
        string[] lines = await File.ReadAllLinesAsync(path, TestContext.Current.CancellationToken);
        Assert.True(AuditEntry.TryOpen(lines[0], out AuditEntry entry, out _));
        await File.WriteAllLinesAsync(path, [(entry with { Detail = "nothing" }).Seal().Line, lines[1]], TestContext.Current.CancellationToken);

        ProgramRun verified = await RunAsync("audit", "verify");

        Assert.Equal(ExitCodes.Failed, verified.ExitCode);
        Assert.Contains("line 2 doesn't follow the line before it", verified.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--scopes", "everything")]
    [InlineData("--scopes", "")]
    [InlineData("--days", "0")]
    [InlineData("--days", "soon")]
    public async Task WrongArgumentsMakeNoToken(string option, string value)
    {
        ProgramRun run = await RunAsync("token", "add", "shop", option, value);

        Assert.Equal(ExitCodes.Usage, run.ExitCode);
        Assert.False(File.Exists(Path.Combine(_folder.Path, "tokens.json")));
        run.IsPlain();
    }

    private Task<ProgramRun> RunAsync(params string[] arguments) => ProgramRun.OfAsync([.. arguments, "--state", _folder.Path]);
}
