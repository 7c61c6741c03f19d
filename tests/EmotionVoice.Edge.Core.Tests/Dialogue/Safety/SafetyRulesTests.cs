using EmotionVoice.Edge.Core.Dialogue.Safety;

namespace EmotionVoice.Edge.Core.Tests.Dialogue.Safety;

public sealed class SafetyRulesTests
{
    // Each row: the kind, then what was said; none: harmless. Clear dangers, and harmless words that look like them.
    private const string Phrasings = """
        self_harm | I want to kill myself
        self_harm | i dont want to live anymore
        self_harm | I've been thinking about suicde a lot
        self_harm | Everyone would be better off without me, I just want to die.
        self_harm | I'm going to end my life tonight
        self_harm | sometimes I feel like hurting myself
        self_harm | My daughter is threatening to kill herself
        self_harm | I took all my pills because there is no reason to go on
        self_harm | I wish I was never born
        self_harm | I am going to jump off the bridge
        self_harm | 죽고 싶어요
        self_harm | 더 이상 살고 싶지 않아
        self_harm | 자살하고 싶다는 생각이 자꾸 들어
        self_harm | 손목을 긋고 싶어
        self_harm | 그냥 옥상에서 뛰어내리고 싶어
        self_harm | 살기 싫어 진짜
        violence | He has a gun and he's outside
        violence | my husband is beating me
        violence | I'm going to kill him
        violence | somebody is breaking into my house
        violence | call the police please
        violence | theres a man with a knife in the store
        violence | he said he wants to kill me
        violence | I've been stabbed
        violence | I want to hurt my boss
        violence | 남편이 저를 때려요
        violence | 그 자식 죽여 버릴 거야
        violence | 어떤 사람이 칼을 들고 있어요
        violence | 경찰 좀 불러 주세요
        violence | 누가 자꾸 쫓아와요
        violence | 집에 강도가 들었어요
        medical | Call an ambulance
        medical | i need an ambulence now
        medical | I can't breathe
        medical | I cant breath my chest hurts
        medical | My dad is not breathing!
        medical | I think I'm having a heart attack
        medical | my wife collapsed and she is unconcious
        medical | He's bleeding really badly
        medical | she's having a seizure
        medical | The baby is choking
        medical | my son swallowed a battery
        medical | I have terrible pain in my chest and my left arm
        medical | please call nine one one
        medical | 구급차 불러 주세요
        medical | 숨을 못 쉬겠어요
        medical | 할머니가 쓰러졌어요
        medical | 아버지가 의식이 없어요
        medical | 피가 안 멈춰요
        medical | 가슴이 조여 오고 식은땀이 나요
        medical | 아이가 건전지를 삼켰어요
        medical | 일일구에 전화해 줘
        medical | 심장마비 온 것 같아
        road | We just had a car accident
        road | the brakes are not working
        road | I crashed my car into a tree
        road | I hit a pedestrian
        road | my car is on fire
        road | There's smoke coming out of the engine
        road | the gas pedal is stuck
        road | We've been in a terrible acident on the highway, there was a crash
        road | I got hit by a car
        road | 교통사고가 났어요
        road | 브레이크가 안 들어요
        road | 차에 불이 났어요
        road | 사람을 친 것 같아요
        road | 차가 급발진했어
        fire | the kitchen is on fire
        fire | There is a fire in my house
        fire | 집에 불이 났어요
        none | this traffic kills me
        none | My feet are killing me
        none | you're killing me, that's so funny
        none | I almost had a heart attack when I saw the price
        none | my mom is going to kill me if I'm late
        none | I'm dying to see that movie
        none | I could kill for a coffee
        none | Shoot me an email tomorrow
        none | I want to die laughing every time he sings
        none | I don't want to die
        none | He is on fire tonight, three goals!
        none | My computer crashed again
        none | We crashed on the couch
        none | That was a stroke of luck
        none | I killed it at the interview
        none | I'm going to kill you at chess
        none | She beat me at tennis
        none | There's so much traffic because of an accident
        none | I'm drowning in work
        none | I'm dead tired
        none | cut myself a slice of cake
        none | I laughed so hard I can't breathe
        none | I can't breathe through my nose, this cold is awful
        none | how do you pronounce suicide squad
        none | where can I buy a treasure chest
        none | The chef has a great knife set
        none | a fire truck just drove past
        none | That news hit me hard
        none | this song is a killer
        none | In the movie the man has a gun
        none | I passed out on the couch last night
        none | bath bombs smell so good
        none | My grandfather had a heart attack ten years ago
        none | we need to beat the deadline
        none | The bridge collapsed in the storm, I read
        none | I feel like I got hit by a truck
        none | what time does the fire sale start
        none | 배고파 죽겠어
        none | 더워 죽겠네
        none | 웃겨 죽는 줄 알았어
        none | 이 집 김치찌개 맛이 죽여주네
        none | 심장마비 걸릴 뻔했잖아
        none | 새 가방 사고 싶어
        none | 멍 때리고 있었어
        none | 회사 때려치우고 싶어
        none | 걔네 죽고 못 살아
        none | 영화에서 주인공이 칼을 들고 싸워
        none | 작년에 교통사고 났었어
        none | 축구에서 자살골이 나왔어
        none | 정곡을 찔렀네
        none | 태풍에 나무가 쓰러졌어
        none | 가슴 아픈 이야기였어
        none | 불금에 뭐 할까
        none | 좋아서 미치겠어
        none | 발등에 불이 떨어졌어
        """;

    // Written after the rules, without looking at them; the rules have learnt from those that they missed.
    private const string Later = """
        self_harm | I don't see the point in living any more
        self_harm | I'm gonna kill myself
        self_harm | what's the easiest way to commit suicide
        self_harm | I cut myself again last night and I want to do it again
        self_harm | I can't do this any more, I want to end it all
        self_harm | nobody would miss me if I was dead
        self_harm | I have been having suicidal thoughts
        self_harm | 이제 그만 살고 싶어요
        self_harm | 차라리 죽는 게 나을 것 같아
        self_harm | 자살 방법 알려 줘
        violence | my boyfriend hit me and I'm scared
        violence | I'm going to shoot everyone at school
        violence | there's an intruder in the house
        violence | a man is following me home
        violence | he threatened to stab me
        violence | I will murder my neighbour
        violence | 아빠가 엄마를 때리고 있어요
        violence | 모르는 사람이 집에 들어왔어요
        violence | 저 협박당하고 있어요
        medical | my mother fell and she's not waking up
        medical | Someone has fainted here
        medical | I've got severe pain in my chest
        medical | he stopped breathing
        medical | I took too many sleeping pills
        medical | my daughter drank bleach
        medical | there's blood everywhere and it won't stop
        medical | I think my husband is having a stroke
        medical | We need an ambulance
        medical | 남편이 숨을 안 쉬어요
        medical | 아기가 경련을 해요
        medical | 119 좀 불러 주세요
        medical | 친구가 갑자기 기절했어요
        medical | 수면제를 한꺼번에 먹었어요
        road | my brakes don't work
        road | we've crashed, please help
        road | there's been a car crash and people are hurt
        road | I think I ran someone over
        road | the car won't stop
        road | 차 사고가 났는데 어떡해요
        road | 앞차를 들이받았어요
        road | 엔진에서 연기가 나요
        medical | ambulance.
        medical | 구급차!
        none | I drove past an ambulance
        fire | my apartment is burning
        fire | 부엌에 불났어
        none | that joke killed me
        none | I would kill for a pizza right now
        none | this heat is going to be the death of me
        none | I'm bleeding money on this car
        none | the battery died
        none | break a leg tonight
        none | my phone is dying
        none | he's a pain in the neck
        none | can you recommend a crime novel
        none | the fireplace is so cosy
        none | she stole my heart
        none | what is a stroke
        none | we shot some photos at the beach
        none | my team got murdered yesterday
        none | I had a blast
        none | how do I cut an onion
        none | tell me about the history of guns
        none | I live by the police station
        none | my car needs new brakes
        none | I bumped into an old friend
        none | He is a doctor at the emergency room
        none | it scared me to death
        none | 심심해 죽겠다
        none | 귀여워 죽겠네
        none | 눈이 빠지게 기다렸어
        none | 어제 본 영화 진짜 죽이더라
        none | 목이 너무 말라
        none | 칼국수 먹고 싶어
        none | 총 얼마예요
        none | 불고기 먹자
        none | 차가 너무 막혀
        none | 사람이 너무 많아서 숨 막혀
        none | 숨바꼭질 하자
        """;

    private static IEnumerable<(string Kind, string Said)> Rows => $"{Phrasings}\n{Later}".Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .Select(row => row.Split(" | ")).Select(row => (row[0], row[1]));

    [Fact]
    public void NoClearDangerIsMissed() =>
        Assert.Equal("", string.Join('\n', Rows.Where(row => row.Kind != "none" && SafetyRules.Find(row.Said) == Danger.None).Select(row => row.Said)));

    [Fact]
    public void NineteenOfTwentyGoTheRightWay()
    {
        string[] wrong = [.. Rows.Where(row => SafetyRules.Find(row.Said).Name() != row.Kind).Select(row => $"{row.Said}: {SafetyRules.Find(row.Said).Name()}, not {row.Kind}")];

        Assert.True(Rows.Count() >= 60 && Rows.Count(row => row.Kind == "none") >= 30);
        Assert.True(wrong.Length <= 0.05 * Rows.Count(), string.Join('\n', wrong));
    }

    [Fact]
    public void CasePunctuationApostrophesAndKoreanSpacesDontMatter()
    {
        foreach ((string kind, string said) in Rows)
        {
            string bare = said.Replace("'", "", StringComparison.Ordinal).Replace(",", "", StringComparison.Ordinal).TrimEnd('.', '!').ToUpperInvariant();
            Assert.Equal(SafetyRules.Find(said), SafetyRules.Find(bare));
            Assert.Equal(SafetyRules.Find(said), SafetyRules.Find($"“{said.Replace('\'', '’')}” …"));
            if (said.Any(c => c > '\uAC00'))
                Assert.Equal(kind, SafetyRules.Find(said.Replace(" ", "", StringComparison.Ordinal)).Name());
        }
    }

    [Fact]
    public void DangerBesideAFigureOfSpeechIsStillDanger()
    {
        Assert.Equal(Danger.Medical, SafetyRules.Find("This traffic kills me, and now my wife is having a heart attack."));
        Assert.Equal(Danger.SelfHarm, SafetyRules.Find("배고파 죽겠어. 아니, 사실은 죽고 싶어."));
    }
}
