using EmotionVoice.Edge.Core.Emotion;

namespace EmotionVoice.Edge.Core.Dialogue;

/// <summary>Fixed sentences, English and Korean; other languages get English.</summary>
public static class PhraseBook
{
    /// <summary>Something went wrong inside; the next turn will work.</summary>
    public static string Apology(string language) => language == "ko"
        ? "죄송해요, 방금 문제가 생겼어요. 다시 한번 말씀해 주세요."
        : "I'm sorry, something went wrong just now. Please say that again.";

    /// <summary>The reply model had nothing to say.</summary>
    public static string SayAgain(string language) => language == "ko"
        ? "죄송해요, 다시 한번 말씀해 주시겠어요?"
        : "Sorry, could you say that again?";

    /// <summary>All of a reply would have asked a driver to look somewhere.</summary>
    public static string KeepDriving(string language) => language == "ko"
        ? "운전 중이시니 그건 나중에 알려 드릴게요."
        : "Let's leave that for when you have parked.";

    /// <summary>A short first sentence that fits the feeling and that a reply model can continue; none for neutral.</summary>
    public static string? Opener(EmotionLabel emotion, string language) => language == "ko"
        ? emotion switch
        {
            EmotionLabel.Angry => "정말 화가 났겠어요.",
            EmotionLabel.Disgusted => "정말 불쾌했겠어요.",
            EmotionLabel.Fearful => "괜찮아요, 제가 옆에 있어요.",
            EmotionLabel.Happy => "정말 잘됐네요!",
            EmotionLabel.Sad => "정말 속상했겠어요.",
            EmotionLabel.Surprised => "와, 정말 놀랐겠어요!",
            _ => null,
        }
        : emotion switch
        {
            EmotionLabel.Angry => "That sounds really frustrating.",
            EmotionLabel.Disgusted => "Yuck, that sounds horrible.",
            EmotionLabel.Fearful => "It's okay, I'm right here with you.",
            EmotionLabel.Happy => "That's wonderful!",
            EmotionLabel.Sad => "I'm so sorry to hear that.",
            EmotionLabel.Surprised => "Wow, what a surprise!",
            _ => null,
        };

    /// <summary>A whole answer where there is no language model.</summary>
    public static string Scripted(EmotionLabel emotion, string language)
    {
        string rest = language == "ko"
            ? emotion switch
            {
                EmotionLabel.Angry => "무슨 일이 있었는지 들려주세요.",
                EmotionLabel.Happy => "조금 더 이야기해 주세요.",
                EmotionLabel.Sad => "이야기하고 싶으면 제가 듣고 있을게요.",
                EmotionLabel.Fearful => "천천히 숨을 쉬어 보세요.",
                EmotionLabel.Surprised or EmotionLabel.Disgusted => "그래서 어떻게 됐어요?",
                _ => "말씀 잘 들었어요. 지금은 간단한 대답만 할 수 있어요.",
            }
            : emotion switch
            {
                EmotionLabel.Angry => "Tell me what happened.",
                EmotionLabel.Happy => "Tell me more about it.",
                EmotionLabel.Sad => "I'm listening, if you want to talk about it.",
                EmotionLabel.Fearful => "Take a slow breath, and tell me what you need.",
                EmotionLabel.Surprised or EmotionLabel.Disgusted => "What happened then?",
                _ => "I heard you. I can only give simple answers right now.",
            };
        return Opener(emotion, language) is string opener ? $"{opener} {rest}" : rest;
    }
}
