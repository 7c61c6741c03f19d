using System.CommandLine;
using EmotionVoice.Edge.Core.Emotion;

namespace EmotionVoice.Edge.Commands;

/// <summary><c>--emotion sad</c>.</summary>
internal static class EmotionOption
{
    public static Option<string?> Create(string description)
    {
        Option<string?> option = new("--emotion") { Description = description };
        option.AcceptOnlyFromAmong([.. EmotionLabels.Names]);
        return option;
    }

    public static EmotionLabel? Value(ParseResult parsed, Option<string?> option) =>
        parsed.GetValue(option) is { } name && EmotionLabels.TryParse(name, out EmotionLabel label) ? label : null;
}
