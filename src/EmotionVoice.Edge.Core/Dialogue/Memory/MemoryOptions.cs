using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace EmotionVoice.Edge.Core.Dialogue.Memory;

/// <summary>Section <c>Memory</c>: whether a conversation outlives the program, and how long.</summary>
public sealed class MemoryOptions
{
    public const string Section = "Memory";

    /// <summary>Whether what the conversation remembers is also kept in the state folder, so that a restart goes on where it was. Default false: what was kept before is deleted.</summary>
    public bool Keep { get; set; }

    /// <summary>How long an exchange is kept there. Default 1 day; 1 min to 365 days.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "365.00:00:00")]
    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(1);

    /// <summary>File with a key of 32 bytes in Base64, by which what is said is encrypted there. Default: none, it isn't.</summary>
    public string KeyFile { get; set; } = "";

    /// <summary>Name of a systemd credential (LoadCredential=) with that key. Default: none.</summary>
    public string KeyCredential { get; set; } = "";
}

[OptionsValidator]
public sealed partial class MemoryOptionsValidator : IValidateOptions<MemoryOptions>;

/// <summary>The rules across fields.</summary>
public sealed class MemoryKeyRules : IValidateOptions<MemoryOptions>
{
    public ValidateOptionsResult Validate(string? name, MemoryOptions options)
    {
        List<string> problems = [];
        if (options.KeyFile.Length > 0 && options.KeyCredential.Length > 0)
            problems.Add("Memory:KeyCredential: the key has one source; remove this or Memory:KeyFile.");
        if (options.KeyCredential.Contains('/', StringComparison.Ordinal))
            problems.Add("Memory:KeyCredential: this is a name, not a path.");
        return problems.Count > 0 ? ValidateOptionsResult.Fail(problems) : ValidateOptionsResult.Success;
    }
}
