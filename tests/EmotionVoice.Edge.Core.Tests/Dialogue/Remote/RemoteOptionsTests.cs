using EmotionVoice.Edge.Core.Dialogue.Remote;
using Microsoft.Extensions.Options;

namespace EmotionVoice.Edge.Core.Tests.Dialogue.Remote;

public sealed class RemoteOptionsTests
{
    [Fact]
    public void WithoutAServerNothingIsWrong() => Assert.Empty(Problems(new RemoteOptions()));

    [Theory]
    [InlineData("http://brain.lan:8080/v1")]
    [InlineData("http://192.168.0.7:11434")]
    [InlineData("https://api.example.com/v1")]
    public void TheseAddressesWillDo(string address) => Assert.Empty(Problems(new RemoteOptions { Address = address, Model = "m" }));

    [Theory]
    [InlineData("brain.lan:8080", "Remote:Address: 'brain.lan:8080' is no http or https address; one looks like http://brain.lan:8080/v1.")]
    [InlineData("ftp://brain.lan", "Remote:Address: 'ftp://brain.lan' is no http or https address; one looks like http://brain.lan:8080/v1.")]
    [InlineData("https://key@api.example.com/v1", "Remote:Address: no name or password may stand in it; the key comes from Remote:KeyFile or Remote:KeyCredential.")]
    [InlineData("https://api.example.com/v1?key=1", "Remote:Address: nothing may follow the path.")]
    [InlineData("http://api.example.com/v1", "Remote:Address: what people say would leave this network unencrypted. Use https, or set Remote:AllowUnencrypted to true where the way to api.example.com is safe.")]
    public void AWrongAddressIsNamed(string address, string problem) => Assert.Equal([problem], Problems(new RemoteOptions { Address = address, Model = "m" }));

    [Fact]
    public void UnencryptedWaysOutCanBeAllowed() =>
        Assert.Empty(Problems(new RemoteOptions { Address = "http://api.example.com/v1", Model = "m", AllowUnencrypted = true }));

    [Fact]
    public void EveryWrongFieldIsNamed()
    {
        RemoteOptions options = new()
        {
            Address = "http://brain.lan", KeyFile = "/a", KeyCredential = "b/c", RetryAfter = TimeSpan.FromMinutes(1), RetryAtMost = TimeSpan.FromSeconds(10), FirstWord = TimeSpan.Zero,
        };

        Assert.Equal(
            [
                "Remote:Model: name a model that the server has; emotionvoice doctor lists them.",
                "Remote:KeyCredential: the key has one source; remove this or Remote:KeyFile.",
                "Remote:KeyCredential: this is a name, not a path.",
                "Remote:RetryAtMost: it can't be shorter than Remote:RetryAfter.",
            ],
            Problems(options));
        Assert.True(new RemoteOptionsValidator().Validate(null, options).Failed);
    }

    [Theory]
    [InlineData("http://brain.lan:8080", "http://brain.lan:8080/v1", "brain.lan:8080")]
    [InlineData("http://brain.lan:8080/", "http://brain.lan:8080/v1", "brain.lan:8080")]
    [InlineData("https://api.example.com/openai/v1", "https://api.example.com/openai/v1", "api.example.com")]
    public void ServersAreFoundUnderTheUsualPath(string address, string endpoint, string server)
    {
        RemoteOptions options = new() { Address = address };

        Assert.Equal((endpoint, server), (options.Endpoint!.ToString(), options.Server));
    }

    private static IEnumerable<string> Problems(RemoteOptions options) =>
        new RemoteOptionsRules().Validate(null, options) is { Failed: true } wrong ? wrong.Failures : [];
}
