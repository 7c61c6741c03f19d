using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;

namespace Microsoft.Extensions.Hosting.Systemd;

/// <summary>Says READY=1 once the host has started and STOPPING=1 when it stops; stops the host on SIGTERM.</summary>
public partial class SystemdLifetime : IHostLifetime, IDisposable
{
    private readonly IHostEnvironment _environment;
    private readonly IHostApplicationLifetime _application;
    private readonly ISystemdNotifier _notifier;
    private readonly ILogger _logger;
    private CancellationTokenRegistration _started;
    private CancellationTokenRegistration _stopping;
    private PosixSignalRegistration? _sigterm;

    public SystemdLifetime(
        IHostEnvironment environment, IHostApplicationLifetime applicationLifetime, ISystemdNotifier systemdNotifier, ILoggerFactory loggerFactory)
    {
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentNullException.ThrowIfNull(applicationLifetime);
        ArgumentNullException.ThrowIfNull(systemdNotifier);
        ArgumentNullException.ThrowIfNull(loggerFactory);
        _environment = environment;
        _application = applicationLifetime;
        _notifier = systemdNotifier;
        _logger = loggerFactory.CreateLogger("Microsoft.Hosting.Lifetime");
    }

    public Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        _started = _application.ApplicationStarted.Register(OnStarted);
        _stopping = _application.ApplicationStopping.Register(OnStopping);
        _sigterm = PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSigterm);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        _sigterm?.Dispose();
        _started.Dispose();
        _stopping.Dispose();
        GC.SuppressFinalize(this);
    }

    private void OnStarted()
    {
        LogStarted(_logger, _environment.EnvironmentName, _environment.ContentRootPath);
        _notifier.Notify(ServiceState.Ready);
    }

    private void OnStopping()
    {
        LogStopping(_logger);
        _notifier.Notify(ServiceState.Stopping);
    }

    // The process ends when the host has stopped, not at once.
    private void OnSigterm(PosixSignalContext context)
    {
        context.Cancel = true;
        _application.StopApplication();
    }

    [LoggerMessage(1, LogLevel.Information, "Application started. Hosting environment: {Environment}; content root path: {ContentRoot}")]
    private static partial void LogStarted(ILogger logger, string environment, string contentRoot);

    [LoggerMessage(2, LogLevel.Information, "Application is shutting down...")]
    private static partial void LogStopping(ILogger logger);
}
