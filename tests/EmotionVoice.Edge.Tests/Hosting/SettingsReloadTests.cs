using EmotionVoice.Edge.Core.Dialogue;
using EmotionVoice.Edge.Hosting;
using EmotionVoice.Edge.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace EmotionVoice.Edge.Tests.Hosting;

public sealed class SettingsReloadTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("emotionvoice-reload-").FullName;
    private readonly DialogueOptions _dialogue = new() { Name = "Mira" };
    private readonly LineLog _log = new();
    private readonly IConfigurationRoot _running;
    private readonly SettingsReload _reload;

    public SettingsReloadTests()
    {
        Write("""{ "Logging": { "LogLevel": { "Default": "Warning" } }, "Dialogue": { "Name": "Mira" }, "Endpointing": { "Silence": "00:00:00.500" } }""");
        _running = Load();
        _reload = new SettingsReload(_running, Load, _dialogue, new SystemdReporter(null, NullLogger<SystemdReporter>.Instance), new FakeClock(), _log);
    }

    public void Dispose()
    {
        _reload.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void PersonaAndLogLevelChangeWhileTheDaemonRuns()
    {
        using ServiceProvider services = new ServiceCollection()
            .AddLogging(logging => logging.AddConfiguration(_running.GetSection("Logging")).AddProvider(new Anybody())).BuildServiceProvider();
        ILogger logger = services.GetRequiredService<ILoggerFactory>().CreateLogger("any");
        Assert.False(logger.IsEnabled(LogLevel.Debug));

        Write("""{ "Logging": { "LogLevel": { "Default": "Debug" } }, "Dialogue": { "Name": "Nuri", "Persona": "You are {name}.", "Openers": false }, "Endpointing": { "Silence": "00:00:00.500" } }""");
        Assert.True(_reload.Reload());

        Assert.Equal(("Nuri", "You are {name}.", false), (_dialogue.Name, _dialogue.Persona, _dialogue.Openers));
        Assert.True(logger.IsEnabled(LogLevel.Debug));
        Assert.Equal(["The settings were read again; 4 changed."], _log.Lines);
    }

    [Fact]
    public void WhatNeedsARestartIsNamed()
    {
        Write("""{ "Dialogue": { "Name": "Nuri", "MaxTurns": 3 }, "Endpointing": { "Silence": "00:00:00.700" }, "Logging": { "LogLevel": { "Default": "Warning" } } }""");
        Assert.True(_reload.Reload());
        Assert.Equal(
            ["The settings were read again; 1 changed.", "These settings changed too, but need a restart: Dialogue:MaxTurns, Endpointing:Silence"],
            _log.Lines);
    }

    [Theory]
    [InlineData("""{ "Dialogue": { "Name": "Nuri" }, "Endpointing": { "Silence": "soon" } }""", "Endpointing:Silence")]
    [InlineData("""{ "Dialogue": { "Name": "" } }""", "Name")]
    [InlineData("""{ "Dialogue": { "Name": "Nuri" """, "settings.json")]
    public void WrongSettingsChangeNothingAndAreNamed(string json, string expected)
    {
        Write(json);
        Assert.False(_reload.Reload());
        Assert.Equal("Mira", _dialogue.Name);
        Assert.Equal("Mira", _running["Dialogue:Name"]);
        Assert.Contains(expected, Assert.Single(_log.Lines), StringComparison.Ordinal);
    }

    private void Write(string json) => File.WriteAllText(Path.Combine(_folder, "settings.json"), json);

    private IConfigurationRoot Load() => new ConfigurationBuilder().AddJsonFile(Path.Combine(_folder, "settings.json")).Build();

    private sealed class LineLog : ILogger<SettingsReload>
    {
        public List<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Add(formatter(state, exception));
    }

    private sealed class Anybody : ILoggerProvider
    {
        public ILogger CreateLogger(string categoryName) => new Listener();

        public void Dispose()
        {
        }

        private sealed class Listener : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
            {
            }
        }
    }
}
