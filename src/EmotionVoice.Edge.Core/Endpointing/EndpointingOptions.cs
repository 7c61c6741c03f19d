using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace EmotionVoice.Edge.Core.Endpointing;

/// <summary>How long a silence ends a turn.</summary>
public sealed class EndpointingOptions
{
    public const string Section = "Endpointing";

    /// <summary>Silence that ends a turn. Default 500 ms; 100 ms to 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:00:05")]
    public TimeSpan Silence { get; set; } = TimeSpan.FromMilliseconds(500);
}

[OptionsValidator]
public sealed partial class EndpointingOptionsValidator : IValidateOptions<EndpointingOptions>;
