namespace EmotionVoice.Edge.Core.Emotion;

/// <summary>The nine labels of emotion2vec+, in its order. Written in lower case wherever people or programs read them.</summary>
public enum EmotionLabel
{
    Angry,
    Disgusted,
    Fearful,
    Happy,
    Neutral,
    Other,
    Sad,
    Surprised,
    Unknown,
}

public static class EmotionLabels
{
    public const int Count = 9;

    private static readonly string[] s_names = [.. Enum.GetNames<EmotionLabel>().Select(name => name.ToLowerInvariant())];

    /// <summary>Lower-case names in label order.</summary>
    public static IReadOnlyList<string> Names => s_names;

    public static string Name(this EmotionLabel label) => s_names[(int)label];

    public static bool TryParse(string name, out EmotionLabel label) => Enum.TryParse(name, ignoreCase: true, out label) && Enum.IsDefined(label);
}
