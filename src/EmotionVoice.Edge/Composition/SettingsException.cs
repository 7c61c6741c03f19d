namespace EmotionVoice.Edge.Composition;

/// <summary>The settings are wrong. The message names every wrong field.</summary>
internal sealed class SettingsException(IReadOnlyList<string> problems)
    : Exception($"The settings are wrong, so nothing was started. Correct these:{string.Concat(problems.Select(problem => $"\n  - {problem}"))}")
{
    public IReadOnlyList<string> Problems { get; } = problems;
}
