using EmotionVoice.Edge.Core.Dialogue.Remote;

namespace EmotionVoice.Edge.Core.Tests.Dialogue.Remote;

public sealed class NeighbourhoodTests
{
    [Theory]
    [InlineData("localhost")]
    [InlineData("127.0.0.2")]
    [InlineData("[::1]")]
    [InlineData("10.1.2.3")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.254")]
    [InlineData("192.168.0.7")]
    [InlineData("169.254.3.4")]
    [InlineData("[fd12::1]")]
    [InlineData("[fe80::1]")]
    [InlineData("[::ffff:192.168.0.7]")]
    [InlineData("brain")]
    [InlineData("brain.lan")]
    [InlineData("Brain.Local")]
    [InlineData("brain.home.arpa")]
    public void TheseAreOfThisNetwork(string host) => Assert.True(Neighbourhood.Holds(new Uri($"http://{host}:8080/v1")));

    [Theory]
    [InlineData("api.example.com")]
    [InlineData("brain.lan.example.com")]
    [InlineData("notlocal.example")]
    [InlineData("8.8.8.8")]
    [InlineData("172.32.0.1")]
    [InlineData("172.15.0.1")]
    [InlineData("193.168.0.7")]
    [InlineData("[2001:db8::1]")]
    [InlineData("[::ffff:8.8.8.8]")]
    public void TheseAreNot(string host) => Assert.False(Neighbourhood.Holds(new Uri($"http://{host}:8080/v1")));
}
