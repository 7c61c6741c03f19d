using System.Buffers;
using System.Text;
using EmotionVoice.Edge.Core.Emotion;
using EmotionVoice.Edge.Fleet;
using EmotionVoice.Edge.Testing;

namespace EmotionVoice.Edge.Tests.Fleet;

public sealed class FleetStoreTests
{
    private readonly FakeClock _clock = new();
    private readonly FleetStore _store;

    public FleetStoreTests() => _store = new FleetStore(_clock);

    [Fact]
    public void ADeviceIsWhatItsMessagesSay()
    {
        Take("hall/availability", "online");
        Take("hall/state", """{"state":"speaking","muted":false,"volume":80}""");
        Take("hall/emotion", """{"turn":3,"at":"2026-01-01T00:00:00+00:00","label":"happy","confidence":0.7,"valence":0.5,"arousal":0.4,"scores":{}}""");
        Take("hall/turn", """{"turn":3,"language":"en","timingsMs":{"firstAudio":420,"total":900},"text":"Hello","reply":"Hi"}""");
        Take("hall/health", """{"cpuPercent":12.4,"memoryPercent":40,"temperatureC":82,"diskFreeMb":5000,"throttled":{"underVoltage":true},"audio":{"droppedFrames":2}}""");
        Take("hall/event", """{"sequence":1,"type":"device_lost","detail":"USB mic: gone"}""");

        FleetDevice device = Assert.Single(_store.Devices);
        Assert.Equal(
            new FleetDevice("hall")
            {
                IsOnline = true,
                State = "speaking",
                Feeling = new FleetFeeling(EmotionLabel.Happy, 0.7f, new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)),
                Turn = new FleetTurn(3, _clock.GetUtcNow(), 420, "en"),
                Health = new FleetHealth(_clock.GetUtcNow(), 12, 40, 82, 5000, true, false, 2),
                LostDevices = 1,
            },
            device);
        Assert.True(device.NeedsAttention);
        Assert.Equal(["“Hello” → “Hi”", "device_lost: USB mic: gone"], _store.News.Select(news => news.Text));
        Assert.Equal(0, _store.Ignored);
    }

    [Theory]
    [InlineData("hall/state", "")]
    [InlineData("hall/state", "{")]
    [InlineData("hall/state", "[1]")]
    [InlineData("hall/state", "{\"state\":7}")]
    [InlineData("hall/state", "{\"state\":\"\\ud800\"}")]
    [InlineData("hall/emotion", "{\"label\":\"<b>\"}")]
    [InlineData("hall/turn", "{\"turn\":-1}")]
    [InlineData("hall/turn", "{\"turn\":1e999}")]
    [InlineData("hall/event", "{\"type\":null}")]
    [InlineData("hall/availability", "perhaps")]
    [InlineData("hall/nonsense", "{}")]
    [InlineData("hall/cmd/say", "{}")]
    [InlineData("ha ll/state", "{\"state\":\"idle\"}")]
    [InlineData("\u001b[2J/state", "{\"state\":\"idle\"}")]
    [InlineData("/state", "{\"state\":\"idle\"}")]
    public void WhatCannotBeUnderstoodIsCountedAndLeft(string topic, string payload)
    {
        Take(topic, payload);
        Assert.Empty(_store.Devices);
        Assert.Equal(1, _store.Ignored);
    }

    [Fact]
    public void NumbersBeyondReasonAreLeftOut()
    {
        Take("hall/health", """{"cpuPercent":-5,"memoryPercent":1e300,"temperatureC":"hot","diskFreeMb":[],"throttled":7,"audio":null}""");
        Assert.Equal(new FleetHealth(_clock.GetUtcNow(), null, null, null, null, false, false, 0), Assert.Single(_store.Devices).Health);
    }

    [Fact]
    public void SizesAndNumbersAreLimited()
    {
        _store.Take("emotionvoice/big/state", new ReadOnlySequence<byte>(new byte[FleetStore.MostBytes + 1]));
        _store.Take($"emotionvoice/{new string('n', 65)}/availability", new ReadOnlySequence<byte>("online"u8.ToArray()));
        for (int i = 0; i < FleetStore.MostDevices + 5; i++)
            Take($"d{i}/event", $$"""{"type":"{{new string('x', 5_000)}}"}""");

        Assert.Equal(FleetStore.MostDevices, _store.Devices.Count);
        Assert.Equal(7, _store.Ignored);
        Assert.Equal(50, _store.News.Count);
        Assert.All(_store.News, news => Assert.Equal(41, news.Text.Length));
    }

    [Fact]
    public void ADeviceThatCameBackIsNoLongerLost()
    {
        Take("hall/event", """{"type":"device_lost"}""");
        Take("hall/event", """{"type":"device_ready"}""");
        Take("hall/event", """{"type":"device_ready"}""");
        Assert.Equal(0, Assert.Single(_store.Devices).LostDevices);
    }

    private void Take(string topic, string payload) => _store.Take("emotionvoice/" + topic, new ReadOnlySequence<byte>(Encoding.UTF8.GetBytes(payload)));
}
