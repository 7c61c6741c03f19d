using System.Net;
using EmotionVoice.Edge.Api.Security;
using EmotionVoice.Edge.Testing;
using Microsoft.AspNetCore.Http;

namespace EmotionVoice.Edge.Tests.Api.Security;

public sealed class FrontDoorTests
{
    [Theory]
    [InlineData("127.0.0.1:8321", true)]
    [InlineData("[::1]:8321", true)]
    [InlineData("192.168.1.7:8321", true)]
    [InlineData("localhost", true)]
    [InlineData("LOCALHOST.", true)]
    [InlineData("kiosk.example.org", true)]
    [InlineData("evil.example.org", false)]
    [InlineData("localhost.evil.example.org", false)]
    [InlineData("127.0.0.1.evil.example.org", false)]
    [InlineData("", false)]
    public void OnlyNamesThatNobodyElseCanPointHereAreAnswered(string host, bool known) =>
        Assert.Equal(known, FrontDoor.IsKnownHost(new HostString(host), ["kiosk.example.org"]));

    [Theory]
    [InlineData(null, null, null, true)]
    [InlineData("http://localhost:8321", null, null, true)]
    [InlineData("http://localhost:9999", null, null, false)]
    [InlineData("https://shop.example.org", null, null, true)]
    [InlineData("https://shop.example.org.evil.example", null, null, false)]
    [InlineData("https://evil.example", null, null, false)]
    [InlineData("null", null, null, false)]
    [InlineData("", null, null, false)]
    [InlineData(null, "cross-site", "no-cors", false)]
    [InlineData(null, "same-site", "no-cors", false)]
    [InlineData(null, "cross-site", "navigate", true)]
    [InlineData(null, "same-origin", "cors", true)]
    [InlineData(null, "none", "navigate", true)]
    public void PagesOfOtherOriginsAreTurnedAway(string? origin, string? site, string? mode, bool known)
    {
        DefaultHttpContext context = new();
        context.Request.Method = "GET";
        context.Request.Host = new HostString("localhost", 8321);
        if (origin is not null)
            context.Request.Headers.Origin = origin;
        if (site is not null)
            (context.Request.Headers["Sec-Fetch-Site"], context.Request.Headers["Sec-Fetch-Mode"]) = (site, mode);

        Assert.Equal(known, FrontDoor.IsKnownOrigin(context.Request, ["https://shop.example.org"]));
    }

    [Fact]
    public async Task APageWithARebindNameOrAForeignOriginGetsNothingAndIsNoted()
    {
        await using OpenDoors doors = await OpenDoors.StartAsync();

        await OpenDoors.RefusedAsync(HttpStatusCode.MisdirectedRequest, "unknown_host", doors.GetAsync("/readyz", null, ("Host", "evil.example.org")));
        await OpenDoors.RefusedAsync(HttpStatusCode.Forbidden, "origin_not_allowed", doors.GetAsync("/readyz", null, ("Origin", "https://evil.example.org")));
        // A preflight too.
        await OpenDoors.RefusedAsync(HttpStatusCode.Forbidden, "origin_not_allowed", doors.SendAsync(
            HttpMethod.Options, "/readyz", null, ("Origin", "https://evil.example.org"), ("Access-Control-Request-Method", "POST")));

        Assert.Equal(["unknown_host", "origin_not_allowed", "origin_not_allowed"], doors.Audit().Select(entry => entry.Detail.Split(' ')[0]));
    }

    [Fact]
    public async Task AFloodOfRefusalsLeavesFewLinesAndSaysHowManyAreMissing()
    {
        FakeClock clock = new();
        await using OpenDoors doors = await OpenDoors.StartAsync(clock: clock);
        for (int i = 0; i < 100; i++)
            using (await doors.GetAsync("/readyz", null, ("Origin", "https://evil.example.org")))
            {
            }

        Assert.Equal(60, doors.Audit().Count);
        clock.Advance(TimeSpan.FromSeconds(1));
        await OpenDoors.RefusedAsync(HttpStatusCode.Forbidden, "origin_not_allowed", doors.GetAsync("/readyz", null, ("Origin", "https://evil.example.org")));
        Assert.Equal("origin_not_allowed (and 40 before it) GET /readyz", doors.Audit()[^1].Detail);
    }

    [Fact]
    public async Task APageOfANamedOriginIsLetInByItsBrowser()
    {
        await using OpenDoors doors = await OpenDoors.StartAsync(options => options.Origins = ["https://shop.example.org"]);

        using HttpResponseMessage preflight = await doors.SendAsync(HttpMethod.Options, "/readyz", null,
            ("Origin", "https://shop.example.org"), ("Access-Control-Request-Method", "GET"), ("Access-Control-Request-Headers", "authorization"));
        Assert.Equal(HttpStatusCode.NoContent, preflight.StatusCode);
        Assert.Equal("https://shop.example.org", preflight.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.Equal("authorization", preflight.Headers.GetValues("Access-Control-Allow-Headers").Single());
    }
}
