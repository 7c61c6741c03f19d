using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace EmotionVoice.Edge.Core.Endpointing;

/// <summary>How the end of a turn is found.</summary>
public enum EndpointingPolicy
{
    /// <summary>After <see cref="EndpointingOptions.Silence"/>.</summary>
    Fixed,

    /// <summary>After a silence that is long for this speaker.</summary>
    Dynamic,

    /// <summary>Like <see cref="Dynamic"/>; sooner when the sentence is finished, later when it goes on.</summary>
    Semantic,
}

/// <summary>How long a silence ends a turn.</summary>
public sealed class EndpointingOptions
{
    public const string Section = "Endpointing";

    /// <summary>Fixed, Dynamic or Semantic (default).</summary>
    public EndpointingPolicy Policy { get; set; } = EndpointingPolicy.Semantic;

    /// <summary>Silence that ends a turn; with the learning policies, until the speaker's pauses are known. Default 500 ms; 100 ms to 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:00:05")]
    public TimeSpan Silence { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>No learning policy decides sooner. Default 250 ms; 100 ms to 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:00:05")]
    public TimeSpan MinSilence { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>No learning policy waits longer. Default 1.5 s; 100 ms to 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:00:05")]
    public TimeSpan MaxSilence { get; set; } = TimeSpan.FromMilliseconds(1_500);

    /// <summary>Weight of the newest pause in what is known of a speaker. Default 0.2; 0.01 to 1.</summary>
    [Range(0.01, 1.0)]
    public double Learning { get; set; } = 0.2;
}

[OptionsValidator]
public sealed partial class EndpointingOptionsValidator : IValidateOptions<EndpointingOptions>;

/// <summary>The rules across fields.</summary>
public sealed class EndpointingSilenceOrder : IValidateOptions<EndpointingOptions>
{
    public ValidateOptionsResult Validate(string? name, EndpointingOptions options)
    {
        if (options.MinSilence >= options.MaxSilence)
            return ValidateOptionsResult.Fail("Endpointing:MinSilence must be shorter than Endpointing:MaxSilence.");
        return options.Policy == EndpointingPolicy.Fixed || (options.Silence >= options.MinSilence && options.Silence <= options.MaxSilence)
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail($"Endpointing:Silence must lie between MinSilence and MaxSilence with Endpointing:Policy {options.Policy}.");
    }
}
