namespace EmotionVoice.Edge.Core.Dialogue.Safety;

/// <summary>
/// The fixed answers, English and Korean; other languages get English. Short, calm, with one thing to do; none asks
/// anybody to look at something. Pure.
/// </summary>
public sealed class SafetyAnswers(SafetyOptions options)
{
    public bool Enabled => options.Enabled;

    public string For(Danger danger, string language)
    {
        LocalNumbers numbers = options.Numbers;
        return language == "ko" ? Korean(danger, numbers) : English(danger, numbers);
    }

    private static string English(Danger danger, LocalNumbers numbers)
    {
        string emergency = Spoken(numbers.Emergency, "your local emergency number");
        return danger switch
        {
            Danger.SelfHarm => "I'm so sorry it hurts this much, and I'm glad you said it. Nobody has to go through this alone. " + (numbers.Crisis.Length > 0
                ? $"Please call {Spoken(numbers.Crisis, "")} now; somebody there will listen. If there is danger this moment, call {emergency}."
                : $"Please talk to somebody you trust right now, or call {emergency}."),
            Danger.Violence => $"That sounds dangerous, and nobody has to get hurt. Get to a safe place if you can, and call {Spoken(numbers.Police, emergency)} now.",
            Danger.Medical => $"This sounds like an emergency. Call {emergency} now, say where you are, and do what they tell you. Don't stay alone with this.",
            Danger.Road => $"This sounds like an emergency on the road. If you can, stop in a safe place, switch on the hazard lights, and keep everybody away from the traffic. Then call {emergency}, and say where you are.",
            Danger.Fire => $"Get everybody out now, and leave everything behind. Once you are outside, call {emergency}.",
            _ => throw new ArgumentOutOfRangeException(nameof(danger), danger, "No danger, no answer."),
        };
    }

    private static string Korean(Danger danger, LocalNumbers numbers)
    {
        string emergency = Spoken(numbers.Emergency, "가까운 긴급 구조 번호");
        return danger switch
        {
            Danger.SelfHarm => "그렇게까지 힘드셨군요. 말해 줘서 정말 고마워요. 혼자 견디지 않으셔도 돼요. " + (numbers.Crisis.Length > 0
                ? $"지금 {Spoken(numbers.Crisis, "")} 번으로 전화해 주세요. 이야기를 들어 줄 사람이 있어요. 지금 당장 위험하다면 {Number(emergency)} 전화해 주세요."
                : $"지금 믿을 수 있는 사람에게 이야기하거나 {Number(emergency)} 전화해 주세요."),
            Danger.Violence => $"위험한 상황 같아요. 아무도 다쳐서는 안 돼요. 할 수 있으면 안전한 곳으로 피하고, 지금 바로 {Number(Spoken(numbers.Police, emergency))} 전화해 주세요.",
            Danger.Medical => $"응급 상황 같아요. 지금 바로 {Number(emergency)} 전화해서 계신 곳을 말하고, 안내하는 대로 해 주세요. 혼자 있지 마세요.",
            Danger.Road => $"도로 위의 응급 상황 같아요. 할 수 있으면 안전한 곳에 멈추고 비상등을 켠 다음, 모두 차도에서 떨어져 주세요. 그리고 {Number(emergency)} 전화해서 계신 곳을 말해 주세요.",
            Danger.Fire => $"모두 지금 바로 밖으로 나가세요. 물건은 두고 가세요. 밖에 나가면 {Number(emergency)} 전화해 주세요.",
            _ => throw new ArgumentOutOfRangeException(nameof(danger), danger, "No danger, no answer."),
        };
    }

    private static string Number(string said) => char.IsAsciiDigit(said[^1]) ? $"{said} 번으로" : $"{said}로";

    // Digit by digit: "nine one one", not "nine hundred and eleven".
    private static string Spoken(string number, string unknown) =>
        number.Length == 0 ? unknown : string.Join(", ", number.Split([' ', '-'], StringSplitOptions.RemoveEmptyEntries).Select(group => string.Join(' ', group.ToCharArray())));
}
