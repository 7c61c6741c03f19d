using EmotionVoice.Edge.Core.Emotion;

namespace EmotionVoice.Edge.Core.Dialogue.Silence;

/// <summary>What is said in place of silence, English and Korean; other languages get English.</summary>
internal static class SilencePhrases
{
    public static IReadOnlyList<string> Acknowledgements(Tone tone, string language) => (tone, language == "ko") switch
    {
        (Tone.Gentle, false) => ["I hear you.", "I'm with you.", "Mm, I understand."],
        (Tone.Calm, false) => ["I understand.", "I see.", "Right, I hear you."],
        (Tone.Bright, false) => ["Oh!", "Oh, nice!", "Wow, okay."],
        (_, false) => ["Let me think.", "Hmm.", "One moment."],
        (Tone.Gentle, true) => ["네, 듣고 있어요.", "그렇군요.", "음, 그랬군요."],
        (Tone.Calm, true) => ["네, 알겠어요.", "그러셨군요.", "음, 네."],
        (Tone.Bright, true) => ["오!", "와, 그래요?", "아하!"],
        (_, true) => ["음, 잠시만요.", "글쎄요.", "잠깐만요."],
    };

    public static string AskAgain(string language) => language == "ko"
        ? "죄송해요, 잘 못 들었어요. 다시 한번 말씀해 주시겠어요?"
        : "Sorry, I didn't quite catch that. Could you say it again?";

    public static string OfferHelp(string language) => language == "ko"
        ? "아직도 잘 안 들려요. 조금 더 가까이 오시거나, 짧게 말씀해 주시면 도움이 돼요. 예를 들면, 지금 몇 시야, 처럼요."
        : "I still can't make it out. It helps to come a little closer, or to say it in a few words, such as: what time is it.";

    public static string GiveUp(string language) => language == "ko"
        ? "죄송해요, 지금은 알아듣기가 어렵네요. 조금 뒤에 다시 해 봐요."
        : "I'm sorry, I just can't understand it right now. Let's try again in a little while.";

    public static string Reprompt(string language) => language == "ko" ? "천천히 말씀하세요, 듣고 있어요." : "Take your time, I'm listening.";
}

/// <summary>Feelings that the same acknowledgement fits.</summary>
internal enum Tone
{
    Plain,
    Gentle,
    Calm,
    Bright,
}

internal static class Tones
{
    public static Tone For(EmotionLabel feeling) => feeling switch
    {
        EmotionLabel.Sad or EmotionLabel.Fearful => Tone.Gentle,
        EmotionLabel.Angry or EmotionLabel.Disgusted => Tone.Calm,
        EmotionLabel.Happy or EmotionLabel.Surprised => Tone.Bright,
        _ => Tone.Plain,
    };
}
