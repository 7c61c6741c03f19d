using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace EmotionVoice.Edge.Observers.Mqtt;

/// <summary>Section <c>Mqtt</c>: what the device tells a broker, and whom it obeys.</summary>
internal sealed class MqttOptions
{
    public const string Section = "Mqtt";

    /// <summary>Default false: nothing leaves the device.</summary>
    public bool Enabled { get; set; }

    /// <summary>The broker's name or address. Default localhost.</summary>
    [Required]
    public string Host { get; set; } = "localhost";

    /// <summary>Default 0: 1883, with TLS 8883.</summary>
    [Range(0, 65_535)]
    public int Port { get; set; }

    /// <summary>The device's name in topics: letters, digits, - and _. Default: this computer's name.</summary>
    [RegularExpression("^[A-Za-z0-9_-]{0,64}$", ErrorMessage = "Mqtt:Device: only letters, digits, - and _ may stand in it, at most 64.")]
    public string Device { get; set; } = "";

    /// <summary>The device's name for people. Default: EmotionVoice and the device's name.</summary>
    [MaxLength(100)]
    public string Name { get; set; } = "";

    /// <summary>Default: emotionvoice- and the device's name. No two devices may have the same.</summary>
    [MaxLength(128)]
    public string ClientId { get; set; } = "";

    /// <summary>Default: none.</summary>
    public string UserName { get; set; } = "";

    /// <summary>File with the password, a line break at its end left out. Default: none.</summary>
    public string PasswordFile { get; set; } = "";

    /// <summary>Name of a systemd credential (LoadCredential=) with the password. Default: none.</summary>
    public string PasswordCredential { get; set; } = "";

    /// <summary>Default false.</summary>
    public bool Tls { get; set; }

    /// <summary>PEM file with the authorities to trust. Default: the system's.</summary>
    public string CaFile { get; set; } = "";

    /// <summary>PEM file with the certificate that the device shows. Default: none.</summary>
    public string ClientCertificateFile { get; set; } = "";

    /// <summary>PEM file with that certificate's key. Default: none.</summary>
    public string ClientKeyFile { get; set; } = "";

    /// <summary>Whether the words that were heard and answered are in the turn messages. Default false.</summary>
    public bool PublishTranscripts { get; set; }

    /// <summary>Home Assistant's discovery prefix; empty: no discovery. Default homeassistant.</summary>
    [RegularExpression("^[^+#]{0,128}$", ErrorMessage = "Mqtt:DiscoveryPrefix: + and # may not stand in it.")]
    public string DiscoveryPrefix { get; set; } = "homeassistant";

    /// <summary>Time between health messages. Default 30 s; 1 s to 1 h.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan HealthInterval { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How soon both sides notice that the other is gone. Default 15 s; 5 s to 10 min.</summary>
    [Range(typeof(TimeSpan), "00:00:05", "00:10:00")]
    public TimeSpan KeepAlive { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long the broker may take to answer. Default 10 s; 1 s to 2 min.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:02:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Telemetry kept while the broker is away; the oldest go first. Default 256; 1 to 100,000.</summary>
    [Range(1, 100_000)]
    public int TelemetryQueue { get; set; } = 256;

    /// <summary>Events kept while the broker is away. Default 10,000; 1 to 1,000,000.</summary>
    [Range(1, 1_000_000)]
    public int EventQueue { get; set; } = 10_000;

    public string EffectiveDevice => Device.Length > 0 ? Device : Plain(Environment.MachineName);

    public string EffectiveName => Name.Length > 0 ? Name : $"EmotionVoice {EffectiveDevice}";

    public string EffectiveClientId => ClientId.Length > 0 ? ClientId : $"emotionvoice-{EffectiveDevice}";

    public int EffectivePort => Port != 0 ? Port : Tls ? 8883 : 1883;

    private static string Plain(string name)
    {
        string plain = new([.. name.Take(64).Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? char.ToLowerInvariant(c) : '-')]);
        return plain.Length > 0 ? plain : "device";
    }
}

[OptionsValidator]
internal sealed partial class MqttOptionsValidator : IValidateOptions<MqttOptions>;

/// <summary>The rules across fields.</summary>
internal sealed class MqttOptionsRules : IValidateOptions<MqttOptions>
{
    public ValidateOptionsResult Validate(string? name, MqttOptions options)
    {
        List<string> problems = [];
        if (options.PasswordFile.Length > 0 && options.PasswordCredential.Length > 0)
            problems.Add("Mqtt:PasswordCredential: the password has one source; remove this or Mqtt:PasswordFile.");
        if (options.UserName.Length == 0 && (options.PasswordFile.Length > 0 || options.PasswordCredential.Length > 0))
            problems.Add("Mqtt:UserName: a password needs a user name.");
        if (options.PasswordCredential.Contains('/', StringComparison.Ordinal))
            problems.Add("Mqtt:PasswordCredential: this is a name, not a path.");
        if ((options.ClientCertificateFile.Length > 0) != (options.ClientKeyFile.Length > 0))
            problems.Add("Mqtt:ClientKeyFile: a client certificate needs its key, and a key its certificate.");
        if (!options.Tls && (options.CaFile.Length > 0 || options.ClientCertificateFile.Length > 0))
            problems.Add("Mqtt:Tls: certificates are named, but TLS is off.");
        return problems.Count > 0 ? ValidateOptionsResult.Fail(problems) : ValidateOptionsResult.Success;
    }
}
