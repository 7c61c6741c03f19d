using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using EmotionVoice.Edge.Api.Audit;
using EmotionVoice.Edge.Api.Metrics;
using EmotionVoice.Edge.Api.Security;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EmotionVoice.Edge.Api;

/// <summary>
/// The web server inside the daemon. It has a host of its own, so that whatever becomes of the doors, an address that is
/// taken above all, the conversation goes on. Open before the engines are warm, closed before the conversation ends.
/// </summary>
internal sealed class ApiService(
    ApiOptions options, IEnumerable<IDoor> doors, TokenDesk tokens, AuditTrail audit, DoorMetrics metrics, CertificateFiles? certificates, TimeProvider clock, ILoggerFactory logs) : IHostedLifecycleService, IAsyncDisposable
{
    // The whole daemon has 5 s to stop.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1.5);

    private readonly ILogger<ApiService> _log = logs.CreateLogger<ApiService>();
    private WebApplication? _app;

    /// <summary>Where the doors are, as in <c>http://127.0.0.1:8321</c>; null while they are closed.</summary>
    public string? Address { get; private set; }

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        WebApplication app = Build();
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            _log.Closed(Wanted, e.InnerException?.Message ?? e.Message);
            await app.DisposeAsync();
            return;
        }

        _app = app;
        Address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        _log.Open(Address);
        if (options.IsLoopback)
            return;
        if (!options.IsTls)
            _log.Plain(Address);
        if (!tokens.Any)
            _log.NoToken(Address);
    }

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _app, null) is not { } app)
            return;
        Address = null;
        using CancellationTokenSource hurry = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        hurry.CancelAfter(s_patience);
        try
        {
            // Requests see ApplicationStopping at once; those that are left when time is up are cut off.
            await app.StopAsync(hurry.Token);
        }
        catch (OperationCanceledException e)
        {
            _log.NotClosed(e.Message);
        }

        await app.DisposeAsync();
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>A start that failed elsewhere is not stopped by the host.</summary>
    public async ValueTask DisposeAsync() => await StoppingAsync(CancellationToken.None);

    private string Wanted => string.Create(CultureInfo.InvariantCulture, $"{(options.IsTls ? "https" : "http")}://{new IPEndPoint(IPAddress.Parse(options.Address), options.Port)}");

    private WebApplication Build()
    {
        // Empty: neither the current folder's settings nor ASPNETCORE_… of the environment move the doors.
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(Configure);
        IServiceCollection services = builder.Services;
        services.Replace(ServiceDescriptor.Singleton(logs));
        services.Replace(ServiceDescriptor.Singleton<IHostLifetime, NoLifetime>());
        services.Configure<HostOptions>(host => host.ShutdownTimeout = s_patience);
        services.AddSingleton(options);
        services.AddSingleton(tokens);
        services.AddSingleton(audit);
        services.AddSingleton(metrics);
        services.AddSingleton(clock);
        services.AddRouting();
        services.AddOpenApi();
        services.AddAuthentication(TokenAuthentication.SchemeName).AddScheme<AuthenticationSchemeOptions, TokenAuthentication>(TokenAuthentication.SchemeName, null);
        services.AddAuthorization(rules =>
        {
            foreach (string scope in ScopeNames.All.Keys)
                rules.AddPolicy(scope, policy => policy.RequireClaim(Caller.ScopeClaim, scope));
            // Also for addresses that aren't there: who has no token learns nothing.
            rules.FallbackPolicy = rules.DefaultPolicy;
        });
        services.AddRateLimiter(limits =>
        {
            limits.GlobalLimiter = RateLimits.Create(options);
            limits.OnRejected = (rejected, _) => new ValueTask(RejectAsync(rejected.HttpContext, rejected.Lease));
        });
        services.AddRequestTimeouts(timeouts => timeouts.DefaultPolicy = new RequestTimeoutPolicy
        {
            Timeout = options.RequestTimeout, TimeoutStatusCode = StatusCodes.Status504GatewayTimeout,
        });
        services.AddCors(cors => cors.AddDefaultPolicy(policy => policy.WithOrigins(options.Origins).AllowAnyHeader().AllowAnyMethod().WithExposedHeaders("*")));

        WebApplication app = builder.Build();
        app.UseRouting();
        app.UseMiddleware<RequestMeter>();
        app.UseMiddleware<ProblemMiddleware>();
        app.UseMiddleware<FrontDoor>();
        app.UseCors();
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseAuthorization();
        app.UseRequestTimeouts();
        app.UseWebSockets(new WebSocketOptions { KeepAliveInterval = TimeSpan.FromSeconds(20), KeepAliveTimeout = TimeSpan.FromSeconds(20) });
        app.MapOpenApi("/openapi.json").WithSummary("This document.");
        foreach (IDoor door in doors)
            door.Map(app);
        return app;
    }

    private void Configure(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        KestrelServerLimits limits = kestrel.Limits;
        limits.MaxRequestBodySize = options.MaxRequestMegabytes * 1_000_000L;
        limits.MaxRequestHeadersTotalSize = 16 * 1024;
        limits.MaxRequestHeaderCount = 64;
        limits.MaxRequestLineSize = 4 * 1024;
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        limits.KeepAliveTimeout = TimeSpan.FromSeconds(60);
        limits.MaxConcurrentConnections = 256;
        limits.MaxConcurrentUpgradedConnections = 128;
        kestrel.Listen(IPAddress.Parse(options.Address), options.Port, listen =>
        {
            // HTTP/1.1 is enough for a device, and WebSockets are plain upgrades.
            listen.Protocols = HttpProtocols.Http1;
            if (certificates is null)
                return;
            listen.UseHttps(new TlsHandshakeCallbackOptions
            {
                HandshakeTimeout = TimeSpan.FromSeconds(10),
                OnConnection = _ => ValueTask.FromResult(new SslServerAuthenticationOptions { ServerCertificateContext = certificates.Current }),
            });
        });
    }

    private static async Task RejectAsync(HttpContext context, System.Threading.RateLimiting.RateLimitLease lease)
    {
        TimeSpan after = lease.TryGetMetadata(System.Threading.RateLimiting.MetadataName.RetryAfter, out TimeSpan known) ? known : TimeSpan.FromSeconds(1);
        context.Response.Headers.RetryAfter = Math.Max(1, Math.Ceiling(after.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        await Problem.Of(StatusCodes.Status429TooManyRequests, "rate_limit_exceeded", "Too many requests; Retry-After says in how many seconds to go on.").WriteAsync(context);
    }

    /// <summary>The daemon alone hears signals.</summary>
    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
