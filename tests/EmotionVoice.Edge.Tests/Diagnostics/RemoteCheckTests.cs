using System.Net;
using System.Net.Sockets;
using EmotionVoice.Edge.Composition;
using EmotionVoice.Edge.Diagnostics;
using EmotionVoice.Edge.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using static EmotionVoice.Edge.Testing.OpenAiServer.Step;

namespace EmotionVoice.Edge.Tests.Diagnostics;

public sealed class RemoteCheckTests
{
    private static readonly object[] s_well = ["All is well.", Finish];

    [Fact]
    public async Task AServerThatRepliesIsFineAndItIsSaidWhereWordsGo()
    {
        using OpenAiServer server = new(s_well);

        IReadOnlyList<CheckResult> results = await CheckAsync(server.Address);

        Assert.Equal(CheckStatus.Ok, results[0].Status);
        Assert.Equal($"what people say goes to {new Uri(server.Address).Authority} as text, with the feeling; sound doesn't", results[0].Detail);
        Assert.Equal(CheckStatus.Ok, results[1].Status);
        Assert.Contains($"big at {new Uri(server.Address).Authority} replies", results[1].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AModelThatIsNotThereIsNamedWithThoseThatAre()
    {
        using OpenAiServer server = new(s_well) { Models = ["small", "smaller"] };

        CheckResult result = (await CheckAsync(server.Address))[^1];

        Assert.Equal((CheckStatus.Warn, "Set Remote:Model to one that it has: small, smaller"), (result.Status, result.Advice));
        Assert.EndsWith("it has no model big; this device answers by itself", result.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ARefusedKeyIsNamedWithItsSetting()
    {
        using OpenAiServer server = new([new OpenAiServer.Whole(401, "{}")]);

        CheckResult result = (await CheckAsync(server.Address))[^1];

        Assert.Equal((CheckStatus.Warn, "Put the right key into the file of Remote:KeyFile, or name that file"), (result.Status, result.Advice));
    }

    [Fact]
    public async Task AServerThatIsNotThereIsNamedWithAWayToLook()
    {
        using TcpListener nobody = new(IPAddress.Loopback, 0);
        nobody.Start();
        string address = $"http://127.0.0.1:{((IPEndPoint)nobody.LocalEndpoint).Port}/v1";
        nobody.Stop();

        CheckResult result = (await CheckAsync(address))[^1];

        Assert.Equal((CheckStatus.Warn, $"Start the server, or correct Remote:Address. From here: curl {address}/models"), (result.Status, result.Advice));
        Assert.Contains("ConnectionRefused", result.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhereThisDeviceAnswersNothingIsChecked() =>
        Assert.Equal(CheckStatus.NotApplicable, Assert.Single(await CheckAsync("http://127.0.0.1:9/v1", profile: "embedded")).Status);

    private static async Task<IReadOnlyList<CheckResult>> CheckAsync(string address, string profile = "remote")
    {
        IConfigurationRoot configuration = new ConfigurationBuilder().AddInMemoryCollection(
        [
            new("Models:Profile", profile), new("Remote:Address", address), new("Remote:Model", "big"),
            new("Remote:ConnectTimeout", "00:00:10"), new("Remote:FirstWord", "00:00:30"),
        ]).Build();
        ServiceCollection services = new();
        services.AddLogging();
        services.AddEmotionVoice(configuration);
        await using ServiceProvider provider = services.BuildServiceProvider();
        return await ActivatorUtilities.CreateInstance<RemoteCheck>(provider).RunAsync(TestContext.Current.CancellationToken);
    }
}
