namespace EmotionVoice.Edge.Core.Dialogue.Safety;

/// <summary>
/// The rules, a phrase a row. English rows are <see cref="Rules.PhrasePattern"/>s; Korean rows are regular expressions
/// over text without spaces.
/// </summary>
internal static class SafetyTables
{
    /// <summary>Figures of speech, fiction, the past: taken out before anything else is looked for.</summary>
    public const string HarmlessEnglish = """
        kill|killing|hurt|hurting myself laughing
        kill|kick|shoot myself for forgetting|missing|leaving|not|saying|buying|losing
        cut|cutting myself a|an|some
        my life back|seriously|insurance|story|savings
        not suicidal
        suicide squad|mission|doors|pass
        never|wont|didnt|not kill|hurt|harm myself
        dont want to kill|hurt|harm myself
        dont|didnt want to die
        want to die laughing
        want to die|jump of|from embarrassment|laughter|joy
        living here|in|with|at|out
        bungee * jump|jumping * bridge|tower
        bungee jumping|jump
        kill|murder|destroy|beat|shoot you|him|her|them|everyone|everybody at|in|on * chess|mario|game|tennis|match|interview|final|quiz|poker|playstation|fifa|basketball|football|pong
        shoot|shooting you|him|her|them an|a email|mail|message|text|line|quick
        beat|beats|beating me at|in|to
        knife|gun|knives set|block|license|licence|show|shop|collection|sharpener
        bath|photo|cherry|sex|f|love bomb|bombs
        in the|a|this|that|my movie|film|novel|series|show|book|story|video|game
        almost|nearly|practically had|have|having|gave a|me * heart attack|stroke
        give|gives|gave|giving me|him|her|us|them a heart attack|stroke
        heart attack when|over|about|because|last|years|ago|from
        heart attack * last|years|ago
        stroke|seizure last|years|ago|of
        laughing|laughed * cant breathe
        funny * cant breathe
        cant breathe through my nose
        cant breathe in this|these|that|my dress|jeans|shirt|suit|pants|corset
        cant breathe laughing
        cant breathe * laughing
        treasure|hope|medicine chest
        bridge|building|market|company|economy|tent|shelf|roof|deal|currency collapsed
        passed out on|in the|my couch|sofa|bed
        passed out early|last|laughing
        bleeding edge|heart|money|cash
        overdose|overdosed|overdosing of|on cuteness|sugar|caffeine|chocolate|netflix|coffee|cake|news|candy
        choking up|on the|this price|bill|words
        choke|choking under pressure
        drowning in
        cant feel|move my * legs|arms|toes|fingers|feet after|from
        cant feel my * toes|fingers|feet
        accident|crash|collision last|years|ago|when|as
        accident * last|years|ago
        crashed on|at|his|her|my|our * couch|sofa|place|party|wedding|house
        like * hit|run by|over * truck|bus|train|car
        fire sale|pit|drill|truck|hydrant|works|engine|place
        """;

    public const string SelfHarmEnglish = """
        kill|killing|hang|hanging|drown|drowning|shoot|shooting myself
        want|wants|going|gonna|about|urge|keep|thinking|like|planning|might|will|ill|could * hurt|harm|cut|hurting|harming|cutting|hurt myself
        end|ending my own? life|live
        take|taking my own life
        want|going|plan|planning to take my life
        end|ending it all
        want to die
        wanted to be dead
        wish i was|were dead
        wish i was|were|had never|not been? born
        better off dead|without me
        dont|didnt want to live|be alive|exist|be here|wake * anymore|any|more
        dont want to live|exist
        dont want to be alive
        dont want to wake up
        no reason|point to|in live|living|go|keep
        no reason|point left to live
        point|reason|sense in|of living
        cut|cutting|hurt|hurting|harm|harming|burn|burning myself again|on|because|to
        hurting|harming myself
        miss me if|when im|i was|were? dead|gone
        if i was|were dead
        if|when im dead
        how|way|ways|method|methods to kill myself
        nothing left? to live for
        cant go on anymore|living
        tired|sick of living|being alive
        suicidal~
        commit|committing|commited|contemplating|attempt|attempting|attempted suicide~
        think|thinking|thoughts|thought|considering|about of|about? suicide~
        suicide~ note|plan|attempt|hotline
        want|wants|wanted|going|threatening|threatens|threatened|trying|tried to kill|hurt|harm himself|herself|themselves|themself|yourself
        going|want|about|ready|ill|will|will to? jump off|from * bridge|roof|building|balcony|cliff|window
        """;

    public const string ViolenceEnglish = """
        im|ill|will|going|want|wants|plan|planning|gonna|about|might to? * kill|stab|shoot|murder|strangle|poison him|her|them|you|someone|somebody|everyone|everybody|people
        going|want|plan|ill|about to? kill|stab|shoot|murder|hurt|strangle my|the|our boss|wife|husband|neighbor|neighbour|ex|teacher|brother|sister|father|mother|dad|mom|mum|roommate|coworker|colleague|family
        want|going|plan|planning|ill to? hurt|harm him|her|them|you|someone|somebody|everyone|everybody|people|others
        trying|tried|threatened|threatening|threatens|threaten|wants|wanted to kill|hurt|stab|shoot|murder|rape me|us|my
        he|hes|she|shes|they|theyre|someone|someones|somebody|man|guy|stranger|husband|boyfriend|ex|intruder|theres|customer * has|with|got|holding|pointing|pulled|carrying|waving a|the|his|her? big? gun|knife|weapon|rifle|pistol|machete
        he|hes|she|shes|they|theyre|someone|someones|somebody|somebodys|man|guy|stranger|husband|wife|boyfriend|girlfriend|ex|father|dad|mother|mom|stepfather|partner|uncle|brother|son * beating|beats|hitting|hits|attacking|attacked|punched|punching|kicking|stabbed|stabbing|strangling|choking|choked|raped|raping|assaulted|threatening|following|chasing|robbing|hurting me|us|my
        husband|wife|boyfriend|girlfriend|father|dad|mother|mom|stepfather|partner hit|beat|hurt|punched|slapped me
        hit|beat|hurt|punched|slapped me again
        im|i|ive|we|weve|were being|was|been|got|getting * attacked|stabbed|mugged|robbed|raped|assaulted|kidnapped|stalked|shot
        someone|someones|somebody|somebodys|theyre|hes|man|stranger * breaking|broke|break into|in my|our|the|to? * house|home|apartment|flat|room|door
        intruder|burglar|burglars in|inside|upstairs|downstairs
        stranger|someone|somebody|someones|man|theres * in|inside my house|home|apartment and? *  help|gun|knife
        call|need|get|send the? police|cops
        theres a bomb
        ^ police please|now|quick|quickly|help $
        plant|planting|build|building|make|detonate a|the bomb
        shoot|shooting up the|a|my school|office|place|mall|church
        active shooter
        """;

    public const string RoadEnglish = """
        had|have|in|into|been|having|witnessed|saw|theres|just a|an|another|bad|terrible|serious * car|road|traffic|motorcycle|motorbike|bike|truck|bus accident~|crash|wreck|collision
        i|we|ive|weve|im|were|just * had|in|been|got|into an|a|bad|serious * accident~|wreck|collision
        i|we|ive|weve|just * crashed|crashing my|our|the|into|car|his * car|bike|truck|tree|guardrail|wall|ditch|van|motorcycle|pole|lorry
        theres|there been|was|has * accident~|crash|pileup * hurt|injured|bleeding|help|trapped
        theres been a|an|another * accident~|crash|pileup|collision
        i|we|ive|weve|just crashed $
        i|we|ive|weve|just crashed please|help
        car|truck|van wont|doesnt|cant stop $
        ran|run|knocked someone|somebody|him|her|a * over|down
        brakes|brake|breaks * failed|gone|fail|failing|out|dead
        brakes|brake|breaks * arent|dont|wont|not|isnt|stopped|doesnt work|working|respond|responding
        cant brake|slow down
        cant stop the|my|our|this car|truck|van
        accelerator|throttle|gas|pedal * stuck|jammed
        i|we|ive|weve|just * hit|ran|knocked|struck over|down? a|an|the|someone|somebody|this * person|pedestrian|cyclist|man|woman|child|kid|boy|girl|motorcyclist|biker
        i|we|ive|just * hit|ran over someone|somebody
        got|was|been|is|were hit|run|struck over? by a|the * car|truck|bus|motorbike|motorcycle|van|train
        my|our|the car|engine|truck|bus|van * on fire
        my|our|the car|engine|truck|bus|van * burning|flames
        smoke|flames|fire coming|pouring from|out of? the|my|our engine|hood|bonnet|car
        car|truck|van|we|bus rolled|flipped|overturned over|upside|and|on
        car|truck|van|bus is|has? overturned
        car|truck|van|bus|we * in|into the|a river|lake|ditch|canal
        trapped in|inside|under the|my|our|a|his|her car|truck|van|wreck
        wrong way driver
        wrong way|side on|of the highway|road|motorway|freeway|autobahn
        car|stuck|stalled|stopped * on the train|railway|railroad tracks|crossing
        """;

    public const string FireEnglish = """
        house|home|kitchen|building|apartment|room|oven|roof|office|shop|store|garage|stove|curtains|neighbors * on fire
        house|home|kitchen|building|apartment|garage is|are burning|in flames|down?
        theres|is a|another fire in|at|on|here
        theres a fire $
        fire in|at the|my|our house|kitchen|building|apartment|room|office|garage|basement
        call|need|get the? fire department|brigade|fighters|service
        """;

    public const string MedicalEnglish = """
        having a|another heart|hart attack
        think|believe|think * heart attack
        having|has|had|have a|another|some? stroke|seizure~
        think * a|having stroke|seizure~
        cant|not|hardly|barely able? to? breathe|breath|breathing
        trouble|difficulty|hard|struggling|struggles with|to? breathing|breathe
        not|isnt|stopped|stops|arent breathing~
        chest pain|pains
        pain|pains|pressure|tightness in|on my|his|her|the chest
        chest hurts|hurting|tight|tightening
        chest is|feels * tight|hurting|crushing
        is|hes|shes|im|fell|theyre|went|lying|found|still|was|baby|son|daughter unconscious~|unresponsive
        he|hes|she|shes|someone|somebody|man|woman|wife|husband|mother|mom|father|dad|friend|baby|child|son|daughter|grandma|grandpa|guest|customer * just? collapsed~|fainted
        he|hes|she|shes|someone|somebody|man|woman|wife|husband|mother|mom|father|dad|friend|baby|child|son|daughter|grandma|grandpa|guest|customer * passed out
        wont|doesnt|not wake|waking|responding|respond up|to|anymore
        bleeding * badly|heavily|lot|everywhere|profusely|death|bad
        wont|cant|doesnt|not stop|stopping the|my|his|her? bleeding
        bleeding|blood * wont|doesnt|not stop|stopping
        losing * blood
        blood everywhere
        overdose~|overdosed~|overdosing
        took|taken|swallowed|ate too many|all|whole * pills|tablets|medicine|medication|bottle
        took|taken|swallowed all|every|whole|half * pills|tablets|medicine|medication
        took|taken|swallowed a whole bottle
        drank|swallowed|ate|drunk|eaten|eat|drink some|a|the? bleach|poison|detergent|battery|batteries|antifreeze|cleaner
        im|hes|shes|is|are|baby|someone|someones|somebody|theyre choking
        call|need|get|send|want me? an|a|the|us? ambulance~|ambulances|paramedic|paramedics
        call|dial|phone 911|112|119|999|000
        call nine one|eleven
        allergic reaction * cant|throat|breathe|swelling|severe|bad
        severe|bad|serious|terrible allergic reaction
        anaphylaxis~|anaphylactic~
        throat is|feels? closing|swelling|shut * up?
        cant feel|move my|his|her left|right? arm|leg|legs|arms|side|face
        face is|has? drooping|numb
        medical emergency~
        ^ an? ambulance~|paramedic|paramedics please|now|quick|quickly|help? $
        my|her waters? broke
        hes|shes|someone|someones|kid|child|boy|girl|baby|son|daughter|man|im is? drowning
        having|in a|diabetic? convulsions|shock
        """;

    public const string HarmlessKorean = """
        자살골|자살(하는)?장면|자살예방|자살률|자살특공대|자살폭탄
        죽고(싶|십)지(는|도)?않
        죽고싶을(만큼|정도)
        (멍|땡)때리|때려(치|칠)
        (정곡을|허를|콕)찔|찔러보
        (영화|드라마|소설|게임|뉴스|만화|웹툰)(에서|속|보다).{0,14}(죽|칼|총|사고|찔|살인|때|납치|쓰러)
        (나무|간판|자전거|책장|입간판|화분)(가|이|은|는)?.{0,4}쓰러
        (웃겨|웃다|배꼽잡고|지쳐).{0,3}쓰러
        심장마비.{0,5}(뻔|줄)
        (작년|예전|옛날|어릴때|어렸을때|몇년전|년전|지난달|지난주).{0,14}(사고|쓰러|심장마비|뇌졸중|기절)
        (전화통|손바닥|발바닥|발등|입)(에|에서)불
        총(들이|들어|들었다|들어서)?(합|금액|액)
        """;

    public const string SelfHarmKorean = """
        죽고(싶|십|시퍼|파)
        죽어버리(고|고싶|려|ㄹ|릴|겠)|죽어버릴
        죽는게(나|낫|더)
        자살
        그만살고싶|살고싶은?(마음|생각)(이|도)?없|삶을?(끝내|포기|마감)
        살기(가)?싫|살고(싶지|십지)(가|도)?않
        더(이상|는)?살(고싶지|기싫|수가없|아서뭐|아갈)
        살(아갈|)?(이유|의미)(가|도)?(없|모르)
        목숨을?끊|극단적(인)?선택
        목을?매(고|려|달)|손목을?(긋|그|긁)
        (옥상|다리|베란다|건물|한강)(에서|에)?.{0,4}뛰어(내|들)
        뛰어내리(고싶|려고|겠|ㄹ)|뛰어내릴
        자해(하|를|했|할|충동)
        (사라져|없어져)버리고싶|사라지고싶|세상(에서)?사라지
        나(만|하나)(없|죽)(어지면|으면|어)(다|모두).{0,4}(편|행복|좋)
        """;

    public const string ViolenceKorean = """
        죽여(버리|버릴|버려|버린)|죽이(고싶|겠|려|ㄹ거)|죽일(거|꺼|생각)(?!같)
        칼(을|로)?(들|찌르|찔|위협|휘두|겨누|맞)|흉기
        총(을|으로)?(들고|쏘|쐈|겨누|맞았|갖고|가지고)
        (나|저|우리|아이|애|엄마|동생)(를|을)?(마구|자꾸|계속|막|또)?(때려|때리|때렸|때릴|패|폭행|협박)
        (남편|아빠|아버지|남자친구|남친|아내|애인|누가|사람이|손님이|남자가).{0,6}(때려|때리고|때렸|폭행|협박|목을조|목을졸)
        폭행(당|을당)|맞고있어|목을?(조르|졸라|졸랐)
        협박(당|받|하고|해)|납치(됐|당|될)
        성폭행|강간|성추행
        강도(가|를|야|당|예|다)|도둑이(들|야|집|있)
        누(가|군가).{0,6}(침입|쳐들어|문을(부수|따))|집에(누가|모르는사람이|낯선사람이).{0,3}(들어|있)|(모르는|낯선|수상한)사람이(우리)?(집|방)(에|안에)?(들어|있|침입)
        (누가|남자가|사람이|스토커가).{0,5}(쫓아오|따라오|따라와|쫓아와)|스토킹
        (해치|찌르|찔러죽이)고싶|해칠거
        경찰.{0,3}(불러|신고|보내|와달)
        폭탄(이|을)(있|설치|터)
        """;

    public const string RoadKorean = """
        (교통|차|자동차|접촉|오토바이|추돌|버스)사고(가|를)?(났|나서|나버|당|냈|남|난것|야|예)
        사고(가)?났(어|습|는|다|네|음)
        사람을?(치었|치였|쳤|친것|친거|들이받)
        (차|트럭|버스|오토바이|택시)에(치|부딪|받|깔)
        (나무|가드레일|벽|앞차|전봇대|중앙분리대)(를|을|에)?(들이받|박았|충돌)
        브레이크(가|를밟아도)?(안|고장|말을안|듣지|먹통|못|밟아도)
        (차|자동차|엔진|버스|트럭)(가|에|에서|이)?(불(이|에)?(났|나|붙|타)|뒤집|전복|불타)
        (차|자동차)(가|이)(물|강|도랑|낭떠러지)에?(빠|떨어)
        (엔진|보닛|보네트|본네트|차)(에서)?(연기|불꽃)
        (가속페달|액셀|엑셀|악셀)(이|페달)?.{0,4}(안|고장|걸|끼)
        급발진|역주행|차(가|를)(안)?멈(추지|출수|춰지)
        차(안)?에갇|차에끼
        (철길|건널목|선로)(위|에).{0,5}(멈|갇|차)
        """;

    public const string FireKorean = """
        (집|건물|부엌|주방|가게|방|아파트|사무실|창고|옆집|가스레인지|식당)(에|이|안에|에서)?(서)?(지금)?(불(이)?(났|나고|붙|타)|화재)
        불이야|불이났(어|습|다|네)|화재(가)?(났|발생)
        소방(서|차|관).{0,3}(불러|신고|전화|보내)
        """;

    public const string MedicalKorean = """
        심장마비|심근경색|뇌졸중|뇌출혈|심정지
        발작(을|이|중)|경련(을|이|중)
        숨을?(못쉬|안쉬|쉴수(가)?없|쉬지(않|못)|쉬기(가)?(힘|어려|너무))
        숨이(안쉬|멎|멈|잘안쉬|막혀(요|서못|죽))
        호흡(이|을)?(없|곤란|안|못|멈)
        가슴(에|이)?(통증|꽉조|조여|조이|쥐어짜)|가슴이(너무)?아프고(숨|팔|식은|왼)
        쓰러졌|쓰러져(있|서|버|요|안)|의식(이|을)?(없|잃|안)|정신을?잃|기절했|깨어나(지|질)(않|못)|안깨어나
        피가.{0,5}(안멈|멈추|너무|많이|계속|철철)|피를(너무|많이|계속|흘리고)|출혈
        (구급차|앰뷸런스|엠뷸런스|앰블란스|엠블란스|응급차|구급대).{0,3}(불러|보내|필요|와)
        (119|일일구)(에|를|좀|로)*(불러|전화|신고|연락)
        (약|수면제|알약|진통제)(을|를)?(너무많이|한통|다|왕창|한꺼번에|과다|수십)(먹|삼|복용)
        (농약|락스|세제|독극물|표백제|건전지|부동액)(을|를)?.{0,4}(마셨|먹었|삼켰|마신|먹은)
        목에.{0,8}(걸려서|걸렸)|기도(가|에)?막|질식
        물에빠(졌|져|진)|익사
        응급(상황|환자)|위급
        ^(구급차|앰뷸런스|엠뷸런스|응급차|119|일일구)(요|좀)?$
        양수가터|진통이(시작|와)
        (마비(가|됐|된)|얼굴이마비|말이어눌)|(팔|다리|몸)(이|에)?(마비|감각이없|안움직)
        알레르기.{0,8}(숨|목이|심|붓)
        살려(줘|주세|줘요)
        """;
}
