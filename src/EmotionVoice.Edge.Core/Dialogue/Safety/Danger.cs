using System.Text.Json;

namespace EmotionVoice.Edge.Core.Dialogue.Safety;

/// <summary>What somebody's words say about danger to life.</summary>
public enum Danger
{
    None,

    /// <summary>Somebody may hurt themselves.</summary>
    SelfHarm,

    /// <summary>Somebody threatens, or is threatened or attacked.</summary>
    Violence,

    /// <summary>A body in danger.</summary>
    Medical,

    /// <summary>A crash, or a car out of control.</summary>
    Road,

    /// <summary>A building burns.</summary>
    Fire,
}

public static class Dangers
{
    /// <summary>As in files and messages: <c>self_harm</c>.</summary>
    public static string Name(this Danger danger) => JsonNamingPolicy.SnakeCaseLower.ConvertName(danger.ToString());
}
