using System.Security.Cryptography;
using EmotionVoice.Edge.Api.Audit;
using EmotionVoice.Edge.Api.Events;
using EmotionVoice.Edge.Api.Metrics;
using EmotionVoice.Edge.Api.Security;
using EmotionVoice.Edge.Api.Sockets;
using EmotionVoice.Edge.Api.Speech;
using EmotionVoice.Edge.Api.Streams;
using EmotionVoice.Edge.Api.Work;
using EmotionVoice.Edge.Composition;
using EmotionVoice.Edge.Core.Pipeline;
using EmotionVoice.Edge.Core.VoiceActivity;
using EmotionVoice.Edge.Hosting;
using EmotionVoice.Edge.State;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EmotionVoice.Edge.Api;

/// <summary>Puts the doors together. Only the daemon has them.</summary>
internal static class ApiRegistration
{
    private const int ShortestSecret = 32;

    /// <summary>Adds the doors where the settings ask for them; called when they are known.</summary>
    /// <exception cref="SettingsException">Names every file that can't be used.</exception>
    public static IServiceCollection AddApi(this IServiceCollection services, Func<string, string?> environment)
    {
        if (services.Settings<ApiOptions>() is not { Enabled: true } options)
            return services;
        List<string> problems = [];
        // Read now: what is missing must be told before models are loaded.
        Token? fixedToken = options.TokenFile.Length > 0 ? FixedToken(options.TokenFile, problems) : null;
        if (options.IsTls)
            CheckCertificate(options, problems);
        if (problems.Count > 0)
            throw new SettingsException(problems);

        string folder = StateFolder.Discover(environment);
        services.AddSingleton(provider => new AuditFile(folder, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<AuditTrail>();
        services.AddSingleton(new TokenFile(folder));
        services.AddSingleton(provider => new TokenDesk(
            provider.GetRequiredService<TokenFile>(), fixedToken, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<TokenDesk>>()));
        services.AddObserver<Readiness>();
        services.AddObserver<EventFeed>();
        services.AddObserver<LocalTurn>();
        services.AddSingleton<EngineQueue>();
        services.AddMetrics();
        services.AddSpeech();
        services.AddSingleton<IDoor, HealthDoor>();
        services.AddSingleton<IDoor, ClientSecretDoor>();
        services.AddSingleton<IDoor, EventDoor>();
        services.AddSingleton(provider => new ApiService(
            options, provider.GetServices<IDoor>(), provider.GetRequiredService<TokenDesk>(), provider.GetRequiredService<AuditTrail>(), provider.GetRequiredService<DoorMetrics>(),
            options.IsTls ? new CertificateFiles(options.CertificateFile, options.KeyFile, provider.GetRequiredService<ILogger<CertificateFiles>>()) : null,
            provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILoggerFactory>()));
        services.AddHostedService(provider => provider.GetRequiredService<ApiService>());
        return services;
    }

    private static void AddMetrics(this IServiceCollection services)
    {
        services.TryAddSingleton(new BoardTemperature());
        services.AddSingleton(_ => Prometheus.Metrics.NewCustomRegistry());
        services.AddObserver<DeviceMetrics>();
        services.AddSingleton<ProgramMetrics>();
        services.AddSingleton<DoorMetrics>();
        services.AddSingleton<IDoor, MetricsDoor>();
    }

    private static void AddSpeech(this IServiceCollection services)
    {
        services.AddKeyedSingleton<IVoiceActivityDetector>(RecordingEngines.Key, (provider, _) => provider.GetRequiredService<EngineFactory>().VoiceActivityDetector());
        services.AddSingleton<RecordingEngines>();
        services.AddSingleton<Uploads>();
        services.AddSingleton<IDoor, TranscriptionDoor>();
        services.AddSingleton<IDoor, SpeechDoor>();
        services.AddSingleton<IDoor, ChatDoor>();
        services.AddSingleton<IDoor, EmotionDoor>();
        services.AddSingleton<Guests>();
        services.AddSingleton<GuestTurn>();
        services.AddSingleton<GuestTalk>();
        services.AddSingleton<IDoor, VoiceChatDoor>();
        services.AddSingleton(provider => new SpeechDetectors(provider.GetRequiredService<EngineFactory>().VoiceActivityDetector));
        services.AddSingleton<IDoor, VoiceSocketDoor>();
        services.AddSingleton<EmotionWorker>();
        services.AddSingleton<StreamCourses>();
        services.AddSingleton<IDoor, EmotionStreamDoor>();
    }

    private static void AddObserver<T>(this IServiceCollection services) where T : class, IConversationObserver
    {
        services.AddSingleton<T>();
        services.AddSingleton<IConversationObserver>(provider => provider.GetRequiredService<T>());
    }

    private static Token? FixedToken(string path, List<string> problems)
    {
        try
        {
            string secret = File.ReadAllText(path).TrimEnd('\r', '\n');
            if (secret.Length >= ShortestSecret)
                return new Token("settings", "Api:TokenFile", Scopes.All, Secret.Hash(secret), default, null);
            problems.Add($"Api:TokenFile: the token in {path} is shorter than {ShortestSecret} characters and could be guessed. Make one with: openssl rand -base64 32");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problems.Add($"Api:TokenFile: {path} can't be used: {e.Message}");
        }

        return null;
    }

    private static void CheckCertificate(ApiOptions options, List<string> problems)
    {
        try
        {
            System.Security.Cryptography.X509Certificates.X509Certificate2.CreateFromPemFile(options.CertificateFile, options.KeyFile).Dispose();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            problems.Add($"Api:CertificateFile: {options.CertificateFile} with {options.KeyFile} can't be used: {e.Message}");
        }
    }
}
