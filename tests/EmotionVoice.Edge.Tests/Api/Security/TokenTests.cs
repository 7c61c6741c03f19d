using System.Net;
using EmotionVoice.Edge.Api.Audit;
using EmotionVoice.Edge.Api.Security;
using EmotionVoice.Edge.Testing;

namespace EmotionVoice.Edge.Tests.Api.Security;

public sealed class TokenTests
{
    private const string Mint = "/v1/realtime/client_secrets";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task OnLoopbackNoTokenIsNeededUnlessTheSettingsWantOne()
    {
        await using OpenDoors open = await OpenDoors.StartAsync();
        await using OpenDoors closed = await OpenDoors.StartAsync(options => options.LoopbackNeedsToken = true);

        using HttpResponseMessage made = await open.SendAsync(HttpMethod.Post, Mint);
        Assert.Equal(HttpStatusCode.OK, made.StatusCode);
        await OpenDoors.RefusedAsync(HttpStatusCode.Unauthorized, "token_missing", closed.SendAsync(HttpMethod.Post, Mint));
        Assert.Equal("ok\n", await closed.Http.GetStringAsync("/healthz", Token));
    }

    [Fact]
    public async Task WithoutATokenAllIsRefusedAlikeWhetherItIsThereOrNot()
    {
        await using OpenDoors doors = await OpenDoors.StartAsync(options => options.LoopbackNeedsToken = true);

        foreach (string path in new[] { "/readyz", "/metrics", "/v1/events", "/nothing", "/" })
            await OpenDoors.RefusedAsync(HttpStatusCode.Unauthorized, "token_missing", doors.GetAsync(path));
    }

    [Fact]
    public async Task ARequestThatAProxyOnThisMachineHandsOnNeedsAToken()
    {
        await using OpenDoors doors = await OpenDoors.StartAsync();

        foreach (string header in new[] { "X-Forwarded-For", "Forwarded", "X-Real-IP", "Via" })
            await OpenDoors.RefusedAsync(HttpStatusCode.Unauthorized, "token_missing", doors.SendAsync(HttpMethod.Post, Mint, null, (header, "203.0.113.7")));
        using HttpResponseMessage made = await doors.SendAsync(HttpMethod.Post, Mint, doors.AddToken(Scopes.Talk), ("X-Forwarded-For", "203.0.113.7"));
        Assert.Equal(HttpStatusCode.OK, made.StatusCode);
    }

    [Fact]
    public async Task ATokenThatIsNotValidIsRefusedEvenWhereNoneIsNeededAndAnAuditLineSaysSo()
    {
        FakeClock clock = new();
        await using OpenDoors doors = await OpenDoors.StartAsync(clock: clock);
        string expiring = doors.AddToken(Scopes.Talk, clock.GetUtcNow().AddDays(1));
        string observer = doors.AddToken(Scopes.Observe | Scopes.Control);
        string revoked = doors.AddToken(Scopes.Talk);
        using (HttpResponseMessage before = await doors.SendAsync(HttpMethod.Post, Mint, revoked))
            Assert.Equal(HttpStatusCode.OK, before.StatusCode);
        using (HttpResponseMessage before = await doors.SendAsync(HttpMethod.Post, Mint, expiring))
            Assert.Equal(HttpStatusCode.OK, before.StatusCode);
        doors.Get<TokenFile>().Change(tokens => [.. tokens.Where(token => token.Sha256 != Secret.Hash(revoked))]);
        clock.Advance(TimeSpan.FromDays(1));

        await OpenDoors.RefusedAsync(HttpStatusCode.Unauthorized, "invalid_token", doors.SendAsync(HttpMethod.Post, Mint, "ev_wrong"));
        await OpenDoors.RefusedAsync(HttpStatusCode.Unauthorized, "invalid_token", doors.SendAsync(HttpMethod.Post, Mint, new string('x', 2_000)));
        await OpenDoors.RefusedAsync(HttpStatusCode.Unauthorized, "invalid_token", doors.SendAsync(HttpMethod.Post, Mint, null, ("Authorization", "Basic YTpi")));
        await OpenDoors.RefusedAsync(HttpStatusCode.Unauthorized, "invalid_token", doors.SendAsync(HttpMethod.Post, Mint, revoked));
        await OpenDoors.RefusedAsync(HttpStatusCode.Unauthorized, "token_expired", doors.SendAsync(HttpMethod.Post, Mint, expiring));
        await OpenDoors.RefusedAsync(HttpStatusCode.Forbidden, "insufficient_scope", doors.SendAsync(HttpMethod.Post, Mint, observer));

        string[] refused = [.. doors.Audit().Where(entry => entry.What == "refused").Select(entry => entry.Detail)];
        Assert.Equal(
            ["invalid_token", "invalid_token", "invalid_token", "invalid_token", "token_expired", "insufficient_scope"],
            refused.Select(detail => detail.Split(' ')[0]));
        Assert.All(refused, detail => Assert.EndsWith($"POST {Mint}", detail, StringComparison.Ordinal));
        Assert.DoesNotContain(doors.Audit(), entry => entry.ToString().Contains(revoked, StringComparison.Ordinal));
    }

    [Fact]
    public async Task ATokenForABrowserIsGoodForOneUseWithinAMinute()
    {
        FakeClock clock = new();
        await using OpenDoors doors = await OpenDoors.StartAsync(clock: clock);
        TokenDesk desk = doors.Get<TokenDesk>();

        string used = desk.CreateEphemeral("shop", Scopes.All, out _)!;
        string late = desk.CreateEphemeral("shop", Scopes.All, out DateTimeOffset expires)!;
        Assert.Equal(clock.GetUtcNow() + TimeSpan.FromSeconds(60), expires);
        using (HttpResponseMessage first = await doors.GetAsync($"/nothing?access_token={used}"))
            Assert.Equal(HttpStatusCode.NotFound, first.StatusCode);
        await OpenDoors.RefusedAsync(HttpStatusCode.Unauthorized, "token_used", doors.GetAsync($"/nothing?access_token={used}"));
        clock.Advance(TimeSpan.FromSeconds(60));
        await OpenDoors.RefusedAsync(HttpStatusCode.Unauthorized, "token_expired", doors.GetAsync("/nothing", late));
    }

    [Fact]
    public async Task ATokenForABrowserNeitherControlsNorMakesAnother()
    {
        await using OpenDoors doors = await OpenDoors.StartAsync();
        TokenDesk desk = doors.Get<TokenDesk>();
        string secret = desk.CreateEphemeral("shop", Scopes.All, out _)!;

        Assert.Equal(TokenRefusal.None, desk.Check(secret, out Token? token));
        Assert.Equal(Scopes.Talk | Scopes.Observe, token!.Scopes);
        await OpenDoors.RefusedAsync(HttpStatusCode.Forbidden, "insufficient_scope", doors.SendAsync(HttpMethod.Post, Mint, desk.CreateEphemeral("shop", Scopes.All, out _)));
    }

    [Fact]
    public async Task ALastingTokenDoesNotStandInAnAddress()
    {
        await using OpenDoors doors = await OpenDoors.StartAsync();

        await OpenDoors.RefusedAsync(HttpStatusCode.Unauthorized, "invalid_token", doors.GetAsync($"/readyz?access_token={doors.AddToken(Scopes.All)}"));
    }

    [Fact]
    public async Task ATokenMayComeAsSubprotocolOfAWebSocket()
    {
        await using OpenDoors doors = await OpenDoors.StartAsync(options => options.LoopbackNeedsToken = true);

        using HttpResponseMessage let = await doors.GetAsync("/nothing", null, ("Sec-WebSocket-Protocol", $"realtime, openai-insecure-api-key.{doors.AddToken(Scopes.Talk)}"));
        Assert.Equal(HttpStatusCode.NotFound, let.StatusCode);
        await OpenDoors.RefusedAsync(HttpStatusCode.Unauthorized, "invalid_token", doors.GetAsync("/nothing", null, ("Sec-WebSocket-Protocol", "realtime, openai-insecure-api-key.ev_no")));
    }

    [Fact]
    public async Task TooManyRequestsAreToldWhenToGoOn()
    {
        await using OpenDoors doors = await OpenDoors.StartAsync(options => options.RequestsPerMinute = 8);
        string other = doors.AddToken(Scopes.Talk);

        List<HttpStatusCode> statuses = [];
        for (int i = 0; i < 4; i++)
        {
            using HttpResponseMessage response = await doors.GetAsync("/nothing");
            statuses.Add(response.StatusCode);
            if (response.StatusCode == HttpStatusCode.TooManyRequests)
                Assert.InRange(response.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        }

        Assert.Contains(HttpStatusCode.TooManyRequests, statuses);
        using HttpResponseMessage another = await doors.GetAsync("/nothing", other);
        Assert.Equal(HttpStatusCode.NotFound, another.StatusCode);
        using HttpResponseMessage alive = await doors.GetAsync("/healthz");
        Assert.Equal(HttpStatusCode.OK, alive.StatusCode);
    }

    [Fact]
    public async Task ADamagedFileLetsNobodyIn()
    {
        await using OpenDoors doors = await OpenDoors.StartAsync();
        string token = doors.AddToken(Scopes.Talk);
        Assert.Equal(TokenRefusal.None, doors.Get<TokenDesk>().Check(token, out _));

        await File.WriteAllTextAsync(doors.Get<TokenFile>().Path, "[{", Token);

        Assert.Equal(TokenRefusal.Unknown, doors.Get<TokenDesk>().Check(token, out _));
        Assert.Contains(doors.Lines.All, line => line.Text.StartsWith("The tokens in ", StringComparison.Ordinal));
        Assert.Throws<InvalidDataException>(() => doors.Get<TokenFile>().Change(tokens => tokens));
        Assert.Equal("[{", await File.ReadAllTextAsync(doors.Get<TokenFile>().Path, Token));
    }

    [Fact]
    public async Task OnlyTheHashIsKeptAndOnlyItsOwnerReadsIt()
    {
        await using OpenDoors doors = await OpenDoors.StartAsync();
        string token = doors.AddToken(Scopes.Talk);
        string path = doors.Get<TokenFile>().Path;

        string text = await File.ReadAllTextAsync(path, Token);
        Assert.DoesNotContain(token, text, StringComparison.Ordinal);
        Assert.DoesNotContain(token[Secret.Prefix.Length..], text, StringComparison.Ordinal);
        Assert.Contains(Secret.Hash(token), text, StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
    }

    [Fact]
    public async Task TheSettingsTokenOpensEveryDoorAndAShortOneIsRefused()
    {
        using Models.TestFolder folder = new();
        string secret = Convert.ToHexStringLower(Models.Bytes.Of(16));
        string file = folder.Write("token", System.Text.Encoding.ASCII.GetBytes(secret + "\n"));
        await using OpenDoors doors = await OpenDoors.StartAsync(options => (options.TokenFile, options.LoopbackNeedsToken) = (file, true));

        using HttpResponseMessage made = await doors.SendAsync(HttpMethod.Post, Mint, secret);
        Assert.Equal(HttpStatusCode.OK, made.StatusCode);

        string weak = folder.Write("weak", "secret"u8.ToArray());
        EmotionVoice.Edge.Composition.SettingsException refused = await Assert.ThrowsAsync<EmotionVoice.Edge.Composition.SettingsException>(() => OpenDoors.StartAsync(options => options.TokenFile = weak));
        Assert.Contains("shorter than 32 characters", refused.Message, StringComparison.Ordinal);
    }
}
