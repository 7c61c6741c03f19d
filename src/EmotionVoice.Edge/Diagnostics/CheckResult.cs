using System.Text.Json.Serialization;

namespace EmotionVoice.Edge.Diagnostics;

[JsonConverter(typeof(JsonStringEnumConverter<CheckStatus>))]
internal enum CheckStatus
{
    [JsonStringEnumMemberName("ok")] Ok,

    /// <summary>The daemon runs, but something is worse than it could be.</summary>
    [JsonStringEnumMemberName("warn")] Warn,

    /// <summary>The daemon would not run.</summary>
    [JsonStringEnumMemberName("fail")] Fail,

    /// <summary>This machine has nothing of the kind, and nothing needs it.</summary>
    [JsonStringEnumMemberName("not applicable")] NotApplicable,
}

/// <summary>What a check found.</summary>
/// <param name="Check">What was looked at, in a word or two.</param>
/// <param name="Detail">What was found, as a sentence.</param>
/// <param name="Advice">What to do, with the exact command; null where nothing is to be done.</param>
internal sealed record CheckResult(string Check, CheckStatus Status, string Detail, string? Advice = null)
{
    public static CheckResult Ok(string check, string detail) => new(check, CheckStatus.Ok, detail);

    public static CheckResult Warn(string check, string detail, string? advice) => new(check, CheckStatus.Warn, detail, advice);

    public static CheckResult Fail(string check, string detail, string advice) => new(check, CheckStatus.Fail, detail, advice);

    public static CheckResult NotApplicable(string check, string detail) => new(check, CheckStatus.NotApplicable, detail);

}
