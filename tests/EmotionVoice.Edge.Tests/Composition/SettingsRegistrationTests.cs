using EmotionVoice.Edge.Composition;
using EmotionVoice.Edge.Core.Dialogue.Tools;
using EmotionVoice.Edge.Core.Led;
using EmotionVoice.Edge.Devices.LedRing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace EmotionVoice.Edge.Tests.Composition;

public sealed class SettingsRegistrationTests
{
    [Fact]
    public void AWiredRingCanBeChosenWithItsBus()
    {
        ServiceCollection services = new();
        services.AddSettings(Configuration(("Led:Ring", "ws2812"), ("Led:Count", "24"), ("Led:Spi:Bus", "1"), ("Led:Spi:ChipSelect", "2")));

        Assert.Equal((LedRingKind.Ws2812, 24), (services.Settings<LedRingOptions>()!.Ring, services.Settings<LedRingOptions>()!.Count));
        Assert.Equal((1, 2), (services.Settings<Ws28xxOptions>()!.Bus, services.Settings<Ws28xxOptions>()!.ChipSelect));
    }

    [Theory]
    [InlineData("Led:Spi:Buss", "1", "Led:Spi:Buss: there is no such setting; Led:Spi has Bus, ChipSelect.")]
    [InlineData("Led:Spi:Bus", "first", "Led:Spi:Bus: 'first' is not a number.")]
    [InlineData("Led:Ring", "ws2811", "Led:Ring: 'ws2811' is not one of Auto, None, Terminal, Ws2812.")]
    public void AWrongFieldOfTheRingIsNamed(string key, string value, string problem) =>
        Assert.Contains(problem, Assert.Throws<SettingsException>(() => new ServiceCollection().AddSettings(Configuration((key, value)))).Problems);

    [Fact]
    public void AProfileWithAServerNeedsOne() => Assert.Equal(
        ["Remote:Address: the profile remote needs a server. Name it here and its model in Remote:Model, or choose another profile: emotionvoice models use auto"],
        Assert.Throws<SettingsException>(() => new ServiceCollection().AddSettings(Configuration(("Models:Profile", "remote")))).Problems);

    [Fact]
    public void EverythingThatIsWrongWithAServerIsNamed() => Assert.Equal(
        [
            "Remote:Address: what people say would leave this network unencrypted. Use https, or set Remote:AllowUnencrypted to true where the way to api.example.com is safe.",
            "Remote:Model: name a model that the server has; emotionvoice doctor lists them.",
            "Remote:KeyFile: /nowhere/key can't be used: Could not find a part of the path '/nowhere/key'.",
        ],
        Assert.Throws<SettingsException>(() => new ServiceCollection().AddSettings(Configuration(
            ("Models:Profile", "remote"), ("Remote:Address", "http://api.example.com/v1"), ("Remote:KeyFile", "/nowhere/key")))).Problems);

    [Fact]
    public void AKeyIsNoSetting() => Assert.Contains(
        Assert.Throws<SettingsException>(() => new ServiceCollection().AddSettings(Configuration(("Remote:Key", "sesame")))).Problems,
        problem => problem.StartsWith("Remote:Key: there is no such setting", StringComparison.Ordinal));

    [Fact]
    public void ToolServersAreBoundWithAllThatTheyHave()
    {
        ServiceCollection services = new();
        services.AddSettings(Configuration(
            ("Tools:Servers:home:Command", "node"), ("Tools:Servers:home:Args:0", "home.js"), ("Tools:Servers:home:Secrets:KEY", "/key"), ("Tools:Servers:home:Confirm:0", "*"),
            ("Tools:Servers:home:Phrases:0:Tool", "light"), ("Tools:Servers:home:Phrases:0:Say:0", "light {state}"), ("Tools:Servers:home:Phrases:0:With:room", "kitchen")));

        ToolServerOptions server = services.Settings<ToolOptions>()!.Servers["home"];
        Assert.Equal(("node", "home.js", "/key", "*"), (server.Command, server.Args[0], server.Secrets["KEY"], server.Confirm[0]));
        Assert.Equal(("light", "light {state}", "kitchen"), (server.Phrases[0].Tool, server.Phrases[0].Say[0], server.Phrases[0].With["room"]));
    }

    [Theory]
    [InlineData("Tools:Servers:home:Comand", "node", "Tools:Servers:home:Comand: there is no such setting; Tools:Servers:home has Allow, Args, Command, Confirm, Environment, MaxResult, Phrases, Secrets, StartTimeout, TokenFile, Url.")]
    [InlineData("Tools:Servers:home:MaxResult", "many", "Tools:Servers:home:MaxResult: 'many' is not a number.")]
    [InlineData("Tools:Servers:home:Phrases:0:Tol", "light", "Tools:Servers:home:Phrases:0:Tol: there is no such setting; Tools:Servers:home:Phrases:0 has Say, Tool, With.")]
    [InlineData("Tools:Servers:home:Url", "home", "Tools:Servers:home:Url: 'home' is no http or https address.")]
    public void AWrongFieldOfAToolServerIsNamed(string key, string value, string problem) =>
        Assert.Contains(problem, Assert.Throws<SettingsException>(() => new ServiceCollection().AddSettings(Configuration((key, value)))).Problems);

    private static IConfigurationRoot Configuration(params (string Key, string Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value))).Build();
}
