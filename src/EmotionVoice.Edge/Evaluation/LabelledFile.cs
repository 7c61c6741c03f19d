using EmotionVoice.Edge.Core.Emotion;

namespace EmotionVoice.Edge.Evaluation;

/// <summary>Reads the true label out of a recording's path.</summary>
internal static class LabelledFile
{
    private static readonly Dictionary<string, EmotionLabel> s_otherNames = new(StringComparer.OrdinalIgnoreCase)
    {
        ["anger"] = EmotionLabel.Angry, ["disgust"] = EmotionLabel.Disgusted, ["fear"] = EmotionLabel.Fearful, ["happiness"] = EmotionLabel.Happy,
        ["joy"] = EmotionLabel.Happy, ["calm"] = EmotionLabel.Neutral, ["sadness"] = EmotionLabel.Sad, ["surprise"] = EmotionLabel.Surprised,
    };

    /// <summary>The file's name wins (<c>kim-sad-03.wav</c>), then the nearest folder (<c>sad/03.wav</c>).</summary>
    public static bool TryRead(string path, out EmotionLabel label)
    {
        foreach (string part in Path.ChangeExtension(Path.GetFullPath(path), null).Split('/').Reverse())
            foreach (string word in part.Split([' ', '-', '_', '.', '(', ')'], StringSplitOptions.RemoveEmptyEntries))
                if (!char.IsAsciiDigit(word[0]) && EmotionLabels.TryParse(word, out label) || s_otherNames.TryGetValue(word, out label))
                    return true;
        label = EmotionLabel.Unknown;
        return false;
    }
}
