using EmotionVoice.Edge.Core.Control;
using EmotionVoice.Edge.Core.Led;
using EmotionVoice.Edge.Core.Pipeline;
using EmotionVoice.Edge.Devices.LedRing;
using EmotionVoice.Edge.Observers.LedRing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Spectre.Console;

namespace EmotionVoice.Edge.Observers.Terminal;

/// <summary>How turns are shown: JSON lines, a drawing on a terminal, plain lines elsewhere; and the rings.</summary>
internal static class TurnOutput
{
    private const string LevelKey = "Logging:Terminal:LogLevel:Default";

    public static void AddTurnOutput(this HostApplicationBuilder builder, bool json)
    {
        bool drawn = !json && IsTerminal();
        builder.Services.AddRings(drawn);
        // Without a ring there is nothing to dim: whoever may ask for a dimmer gets null.
        builder.Services.AddSingleton<IDimmer>(provider => provider.GetRequiredService<LedRings>().All.Count > 0 ? provider.GetRequiredService<LedControl>() : null!);
        builder.Services.AddSingleton<IConversationObserver, LedRingObserver>();
        if (drawn)
            builder.AddDrawing();
        else
            builder.Services.AddSingleton<IConversationObserver>(json ? new JsonLines(Console.Out) : new PlainTurns(Console.Out));
    }

    private static void AddDrawing(this HostApplicationBuilder builder)
    {
        TerminalLog log = new(Console.Error);
        if (!Console.IsErrorRedirected)
        {
            // Two writers on one terminal tear each other's lines: what is logged goes through the drawing.
            builder.Logging.ClearProviders();
            builder.Logging.AddProvider(log);
            // A failed start is told by the program's last line.
            builder.Logging.AddFilter<TerminalLog>("Microsoft.Extensions.Hosting", LogLevel.Critical);
            if (builder.Configuration[LevelKey] is null)
                builder.Logging.AddFilter<TerminalLog>(category: null, LogLevel.Warning);
        }

        builder.Services.AddSingleton(log);
        builder.Services.AddSingleton(AnsiConsole.Console);
        builder.Services.AddSingleton<IConversationObserver, TerminalTurns>();
    }

    /// <summary>For a command that isn't hosted: what draws its turns on this terminal.</summary>
    public static void AddDrawing(this IServiceCollection services)
    {
        services.AddRings(drawn: true);
        services.AddSingleton(new TerminalLog(Console.Error));
        services.AddSingleton(AnsiConsole.Console);
        services.AddSingleton<TerminalTurns>();
        services.AddSingleton<LedRingObserver>();
    }

    public static bool IsTerminal() =>
        !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("TERM") is { Length: > 0 } term && term != "dumb";

    private static void AddRings(this IServiceCollection services, bool drawn)
    {
        services.AddSingleton(provider => LedRings.Create(
            provider.GetRequiredService<LedRingOptions>(), provider.GetRequiredService<Ws28xxOptions>(), drawn, provider.GetRequiredService<ILogger<LedRings>>()));
        services.AddSingleton<LedControl>();
    }
}
