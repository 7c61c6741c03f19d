using EmotionVoice.Edge.Core.Dialogue.Safety;
using EmotionVoice.Edge.Core.Dialogue.Tools;
using EmotionVoice.Edge.Core.Synthesis;

namespace EmotionVoice.Edge.Core.Dialogue;

/// <summary>Decides what never reaches a model: danger first, then what a tool does.</summary>
public sealed class DirectAnswers(SafetyAnswers safety, ToolDesk? tools = null)
{
    /// <summary>Null when the model is to answer. Nothing has happened yet: what acts, acts in <see cref="DirectAnswer.Text"/>.</summary>
    /// <param name="words">What was said.</param>
    /// <param name="language">ISO 639-1 code of the answer.</param>
    public DirectAnswer? For(string words, string language)
    {
        if (safety.Enabled && SafetyRules.Find(words) is var danger and not Danger.None)
            return new DirectAnswer("safety", danger == Danger.SelfHarm ? DialogueAct.Statement : DialogueAct.Warning, _ => Task.FromResult(safety.For(danger, language))) { Danger = danger };
        return tools?.For(words, language);
    }
}
