using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace EmotionVoice.Edge.Core.Dialogue.Tools;

/// <summary>What can be done by voice.</summary>
public sealed class ToolOptions
{
    public const string Section = "Tools";

    /// <summary>Whether commands such as "set a timer" are carried out. Default true.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Whether somebody is there to be called when a person is asked for: an MQTT event tells. Default false.</summary>
    public bool HandOver { get; set; }

    /// <summary>A tool that takes longer is acknowledged, and its result announced when it comes. Default 500 ms.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:00:01")]
    public TimeSpan AcknowledgeAfter { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Longest time for a tool. Default 1 min.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a yes to "shall I?" counts. Default 30 s.</summary>
    [Range(typeof(TimeSpan), "00:00:05", "00:05:00")]
    public TimeSpan ConfirmWithin { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Most characters of a result that are read out as they are. Default 400; 50 to 4,000.</summary>
    [Range(50, 4_000)]
    public int MaxSpoken { get; set; } = 400;

    /// <summary>Model Context Protocol servers, by names of one's own. Default none.</summary>
    public Dictionary<string, ToolServerOptions> Servers { get; set; } = [];
}

[OptionsValidator]
public sealed partial class ToolOptionsValidator : IValidateOptions<ToolOptions>;
