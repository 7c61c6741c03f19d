using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting.Systemd;
using Microsoft.Extensions.Logging.Console;

namespace Microsoft.Extensions.Hosting;

/// <summary>Makes a host a systemd service. Does nothing when systemd didn't start the process.</summary>
public static class SystemdHostBuilderExtensions
{
    public static IHostBuilder UseSystemd(this IHostBuilder hostBuilder)
    {
        ArgumentNullException.ThrowIfNull(hostBuilder);
        if (SystemdHelpers.IsSystemdService())
            hostBuilder.ConfigureServices((_, services) => Add(services));
        return hostBuilder;
    }

    public static IServiceCollection AddSystemd(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        if (SystemdHelpers.IsSystemdService())
            Add(services);
        return services;
    }

    private static void Add(IServiceCollection services)
    {
        services.Configure<ConsoleLoggerOptions>(options => options.FormatterName = ConsoleFormatterNames.Systemd);
        services.AddSingleton<ISystemdNotifier, SystemdNotifier>();
        services.AddSingleton<IHostLifetime, SystemdLifetime>();
    }
}
