namespace EmotionVoice.Edge.Core.Dialogue.Requests;

/// <summary>The rules, a phrase a row; see <see cref="Rules.PhrasePattern"/>. Korean rows are regular expressions over text without spaces.</summary>
internal static class RequestTables
{
    // Questions that a tool answers (the time, the volume) are no commands: they stand under questions.
    public const string CommandEnglish = """
        ^ please? set|start|cancel|stop|pause|resume|delete|turn|switch|mute|unmute|forget|raise|lower|increase|decrease|dim|brighten|play|open|close|call|remind|wake|shut|repeat|restart|make|put|change|add|read|send|tell|show|give|navigate|go
        ^ can|could|would|will you please? set|start|cancel|stop|pause|resume|delete|turn|switch|mute|unmute|forget|raise|lower|dim|play|open|close|call|remind|wake|repeat|get|send|speak|talk|connect|read|show
        ^ a? little? louder|quieter|softer|brighter|darker please? $
        ^ be quiet
        ^ volume|brightness up|down|to
        ^ i? want|need|like|id to? speak|talk|like * human|person|staff|someone|manager|operator|employee
        set|start a|an|the? * timer|alarm
        remind me
        """;

    public const string CommandKorean = """
        (맞춰|켜|꺼|꺼줘|올려|내려|줄여|높여|낮춰|키워|취소해|취소해줘|멈춰|중지해|틀어|재생해|닫아|열어|불러|깨워|알려줘|설정해|지워|잊어|조용히해|바꿔|연결해|보내|추가해|읽어)(줘|줘요|주세요|줄래|줄래요|줄수있어|주실래요|달라고|라|버려|줘라)?(요)?$
        (더|좀)(크게|작게|밝게|어둡게|조용히)(해|말해|해줘|해주세요|말해줘|말해주세요)?(줘|주세요)?$
        (타이머|알람)(을|를)?(맞|설정|취소|꺼|끄|시작)
        (직원|사람|상담원|매니저|담당자)(을|를|과|이랑|하고|분)*(좀)?(불러|연결|바꿔|통화|얘기|이야기|부탁)
        """;

    public const string StatusEnglish = """
        wheres|where|is|has|have|did|when|hows * my|our * order|food|package|parcel|delivery|table|room|refund|taxi|car|ticket|luggage|pizza|coffee|drink|appointment|repair|application|payment
        status of|on
        order|delivery|repair|application status
        how long|much * order|delivery|wait|table|longer|ready|timer|arrive|arrival
        is|are it|they|my|our * ready|done|finished|shipped yet?
        how much longer|time
        is it|dinner|lunch|everything ready
        are we there yet
        """;

    public const string StatusKorean = """
        (주문|배송|택배|음식|예약|수리|환불|택시|커피|음료|피자|접수|신청)(한거|한것|한음식|상태|은|는|이|가|번호)*.{0,12}(어디|언제|어떻게|됐|되었|왔|출발|도착|나와|나오|준비|얼마나)
        (얼마나|몇분|언제까지)(더)?(기다|걸려|남)
        (아직|벌써)?(멀었|다됐|준비됐|준비다됐)(어|나|니|요|어요|나요|습니까)
        타이머.{0,6}(남|얼마)
        """;

    public const string ComplaintEnglish = """
        doesnt|dont|wont|isnt|not|never|stopped work|working|help|functioning
        is|are|its|was|came|got broken|damaged|cold|defective|dirty|disgusting|stale|wrong
        my|want|get|give * money back
        want|need|like|demand a|my refund
        refund please
        complain|complaint|unacceptable|ridiculous|outrageous|rude|terrible|worst|awful|disappointed|disappointing|overcharged|appalling service|food|about|experience|day?
        i want|id|like|need to? * complain
        file|make a complaint
        this|thats|its|is * unacceptable|ridiculous|outrageous|scandalous
        been waiting|standing
        still waiting|havent|hasnt|not|no
        wrong order|item|size|dish|room|bill|food
        not|isnt what i ordered|wanted
        didnt order|ask
        too expensive|loud|slow|salty
        nobody|no one helps|helped|answers|came|comes|cares|listens
        was|been|staff|waiter|clerk|service * rude|unfriendly|slow
        fed up
        sick of this
        overcharged
        """;

    public const string ComplaintKorean = """
        고장|작동(을|이)?(안|하지)|안(돼|되네|되잖|켜져|열려|나와)(요|서)?|망가
        환불(해|하|받|좀|을)|돈(을)?돌려
        불만|항의|컴플레인|엉망|최악|형편없|실망|불친절|말이(안)?(돼|되나|됩니)|어이(가)?없|짜증나게
        (한참|계속|아직도|시간째|분째|여태).{0,6}기다
        (주문(한)?(거|것|음식)?|음식|물건|사이즈|방)(이|가|과|랑|하고)?.{0,4}(잘못|다르|달라|틀리|아니|식었|차가|더러)
        (너무)?(비싸|시끄러|느려|늦|짜)(요|워요|어요|잖아|네요)$
        (아무도|왜)(안|대답)(와|도와|받|해줘)
        """;

    public const string OrderEnglish = """
        id|i|we|wed would? like|love|have|take|get a|an|one|two|three|four|the|some|to * order|book|buy|reserve|coffee|tea|latte|cappuccino|water|beer|pizza|burger|menu|table|room|ticket|tickets|juice|sandwich|salad|espresso|wine|cola|coke|soup|cake|fries
        ill|well have|take
        can|could|may i|we have|get|order|book|reserve
        can|could|may ive|weve
        i|we want|need|like|would * order|book|reserve|buy
        a|an|one|two|three|four * please $
        ^ order|book|reserve|buy
        table|room for two|three|four|five|six|one|tonight|tomorrow
        """;

    public const string OrderKorean = """
        주문(할|하|을|받|이요|좀|부탁)|예약(할|하|을|좀|부탁)
        (한잔|두잔|세잔|하나|둘|셋|두개|세개|한개|한장|두장|세장|일인분|이인분|삼인분|1인분|2인분|[0-9]+(잔|개|장|인분|병)|한병|두병|한그릇|두그릇)(을|만|씩)?(주세요|줘|줘요|부탁|주문|이요|요|시킬|할게)
        (커피|라떼|아메리카노|물|맥주|피자|햄버거|콜라|주스|샌드위치|케이크|차|메뉴|샐러드|소주|라면|김밥|국밥|비빔밥|표|방)(좀)?(주세요|줘요|시킬게|로할게|로주세요|주문)
        (사고싶|살게요|살래요|구매할)
        """;

    public const string QuestionEnglish = """
        ^ so|and|but|well|um|uh|hey|okay|please? what|whats|when|where|wheres|who|whos|whose|why|which|how|hows|whom
        ^ is|are|was|am|do|does|did|can|could|will|would|should|has|may|might|isnt|dont|doesnt|wasnt|arent|cant it|there|this|that|you|he|she|we|they|i|the|my|your|a|an|anyone|anybody|all
        do|can|could|would you know|tell|explain
        i wonder|wondering
        tell me how|what|why|when|where|who|about
        what time
        """;

    public const string QuestionKorean = """
        (무엇|무슨|뭐야|뭐예요|뭔가요|뭐니|뭐지|뭘까|뭐라|뭐하|언제|어디|누구|누가|왜|어떻게|어떤|얼마|몇시|며칠|몇월|몇도|몇개|몇명|몇번)(?!.{0,3}(인지알|든지))
        (까요|습니까|ㅂ니까|나요|인가요|은가요|는가요|던가요|을까|ㄹ까|할까|될까|일까|니까요|가요|을래|는지알아|있니|없니|하니|됩니까|입니까|합니까)$
        """;

    public const string GreetingEnglish = """
        ^ hi|hello|hey|hiya|howdy there|mira|you|again|everyone|assistant? $
        ^ good morning|evening|afternoon|night|day
        ^ thanks|thank you|so|very|much|a|lot|for|very?
        ^ goodbye|bye|cheers
        ^ good bye
        ^ see you
        ^ nice to meet
        """;

    public const string GreetingKorean = """
        ^(안녕|안녕하세요|안녕하십니까|하이|반가워|반갑습니다|반가워요|여보세요)
        (고마워|고맙습니다|감사합니다|감사해요|고마워요)$
        ^(잘자|잘있어|잘가|안녕히|또봐|다음에봐|나중에봐|수고)
        """;
}
