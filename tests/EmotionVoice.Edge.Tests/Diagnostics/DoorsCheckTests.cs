using System.Net;
using System.Net.Sockets;
using EmotionVoice.Edge.Api;
using EmotionVoice.Edge.Diagnostics;
using EmotionVoice.Edge.Testing;
using EmotionVoice.Edge.Tests.Api;

namespace EmotionVoice.Edge.Tests.Diagnostics;

public sealed class DoorsCheckTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task APortThatAnotherProgramHasIsWarnedOfAndTheDaemonsOwnIsNot()
    {
        using TcpListener other = new(IPAddress.Loopback, 0);
        other.Start();
        Task hangingUp = HangUpAsync(other);
        await using OpenDoors doors = await OpenDoors.StartAsync();

        CheckResult taken = await CheckAsync(((IPEndPoint)other.LocalEndpoint).Port);
        CheckResult own = await CheckAsync(doors.Address.Port);

        Assert.Equal(CheckStatus.Warn, taken.Status);
        Assert.Contains("the daemon runs without its doors", taken.Detail, StringComparison.Ordinal);
        Assert.Equal(CheckStatus.Ok, own.Status);
        other.Stop();
        await hangingUp;
        Assert.Equal(CheckStatus.NotApplicable, Assert.Single(await new DoorsCheck(new ApiOptions { Enabled = false }, TimeProvider.System).RunAsync(Token)).Status);
    }

    [Theory]
    [InlineData("Address", "localhost", "Api:Address: 'localhost' is not an IP address")]
    [InlineData("Hosts", "http://kiosk", "Api:Hosts: 'http://kiosk' is not a host name")]
    [InlineData("Origins", "*", "Api:Origins: '*' is not an origin")]
    [InlineData("Origins", "https://shop.example.org/", "Api:Origins: 'https://shop.example.org/' is not an origin")]
    [InlineData("CertificateFile", "cert.pem", "Api:KeyFile: a certificate needs its key")]
    public void WrongSettingsAreNamed(string field, string value, string problem)
    {
        ApiOptions options = new();
        System.Reflection.PropertyInfo property = typeof(ApiOptions).GetProperty(field)!;
        property.SetValue(options, property.PropertyType == typeof(string) ? value : new[] { value });

        Assert.StartsWith(problem, Assert.Single(new ApiOptionsRules().Validate(null, options).Failures!), StringComparison.Ordinal);
    }

    // Its patience doesn't run out on a slow machine.
    private static async Task<CheckResult> CheckAsync(int port) => Assert.Single(await new DoorsCheck(new ApiOptions { Port = port }, new FakeClock()).RunAsync(Token));

    private static async Task HangUpAsync(TcpListener listener)
    {
        try
        {
            while (true)
                (await listener.AcceptTcpClientAsync(Token)).Dispose();
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The test is over.
        }
    }
}
