using EmotionVoice.Edge.Core.Dialogue;
using EmotionVoice.Edge.Core.Dialogue.Safety;
using EmotionVoice.Edge.Core.Dialogue.Silence;
using EmotionVoice.Edge.Core.Dialogue.Tools;
using EmotionVoice.Edge.Core.Emotion;
using EmotionVoice.Edge.Core.Endpointing;
using EmotionVoice.Edge.Core.Pipeline;
using EmotionVoice.Edge.Core.Playback;
using EmotionVoice.Edge.Core.Synthesis;
using EmotionVoice.Edge.Core.Transcription;
using EmotionVoice.Edge.Core.Turns;
using EmotionVoice.Edge.Core.VoiceActivity;
using EmotionVoice.Edge.Core.Wake;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging.Abstractions;
using TranscriptionOptions = EmotionVoice.Edge.Core.Transcription.TranscriptionOptions;

namespace EmotionVoice.Edge.Testing;

/// <summary>A whole conversation of fakes, each replaceable.</summary>
public sealed class TurnBench
{
    public FakeClock Clock { get; } = new();

    public ConversationEvents Events { get; } = new();

    public ITranscriber Transcriber { get; init; } = new FakeTranscriber("Hello there.");

    public IVoiceEmotionRecognizer VoiceEmotion { get; init; } = new FakeVoiceEmotion(EmotionLabel.Sad);

    public IWordEmotionRecognizer WordEmotion { get; init; } = new FakeWordEmotion(EmotionLabel.Neutral);

    public IChatClient Chat { get; init; } = new FakeChatClient("Hi. How are you?");

    public FakeSynthesizer Voice { get; init; } = new();

    public FakeSpeaker Speaker { get; init; } = new();

    public ReplyStyle Style { get; init; } = new() { Tag = EmotionTag.Before };

    public DialogueOptions Dialogue { get; init; } = new();

    public TranscriptionOptions Transcription { get; init; } = new();

    public IWakeGate Gate { get; set; } = new OpenMicrophoneGate();

    public Conversation Conversation { get; } = new(6);

    public Apology Apology => field ??= new Apology(ShapedVoice, Feed, NullLogger<Apology>.Instance);

    public TurnRunner Turns => field ??= new TurnRunner(
        Understanding, Replies, Apology, Feed, Stop, Conversation, new EmotionCourse(new EmotionCourseOptions()), Transcription, Events, Clock, NullLogger<TurnRunner>.Instance,
        directly: Directly, repair: Repair);

    /// <summary>None: the model answers commands too.</summary>
    public ToolDesk? Tools { get; set; }

    public SafetyOptions Safety { get; init; } = new();

    public DirectAnswers Directly => field ??= new DirectAnswers(new SafetyAnswers(Safety), Tools);

    public SpeechStop Stop => field ??= new SpeechStop(Feed, Events, Clock);

    public UtteranceUnderstanding Understanding => field ??= new UtteranceUnderstanding(
        Transcriber, VoiceEmotion, WordEmotion, new EmotionFusion(new FusionOptions()), Transcription, Clock,
        NullLogger<UtteranceUnderstanding>.Instance);

    public ReplySpeaker Replies => field ??= new ReplySpeaker(
        new ReplyModels(new ReplyModel("fake chat", Chat, Style)), Dialogue, new ProsodyPolicy(new ProsodyOptions()), ShapedVoice, Feed, Events, Clock, NullLogger<ReplySpeaker>.Instance, Acknowledgements, Tools);

    public SilenceOptions Silence { get; init; } = new();

    public Repair Repair => field ??= new Repair(Silence);

    /// <summary>Silent until they are prepared.</summary>
    public Acknowledgements Acknowledgements => field ??= new Acknowledgements(ShapedVoice, Feed, Silence, Clock, NullLogger<Acknowledgements>.Instance);

    public SpeechFeed Feed => field ??= new SpeechFeed(Speaker);

    private ProsodyShaper ShapedVoice => field ??= new ProsodyShaper(Voice);

    public TurnLoop Loop => field ??= new TurnLoop(Turns, Feed, Events, Clock, NullLogger<TurnLoop>.Instance);

    /// <summary>The pipeline from a microphone that plays <paramref name="sounds"/>.</summary>
    public VoicePipeline Pipeline(params float[][] sounds) => Pipeline(new FakeMicrophone(Some.Frames(sounds)));

    /// <summary>With early work, where the microphone is in real time.</summary>
    public VoicePipeline Pipeline(FakeMicrophone microphone)
    {
        UtteranceSegmenter segmenter = new(new VoiceActivityOptions(), new FixedEndpointer(new EndpointingOptions()), null, Words);
        return new VoicePipeline(microphone, new Listener(Gate, new LoudnessDetector(), segmenter, Events, Words, new DraftPolicy(new TurnOptions())), Loop);
    }

    public LiveWords? Words { get; init; }

    /// <summary>Runs <paramref name="act"/> and returns the events that it raised.</summary>
    public async Task<List<ConversationEvent>> EventsOf(Func<Task> act)
    {
        using ConversationEvents.Subscription subscription = Events.Subscribe(10_000);
        await act();
        subscription.Dispose();
        return await subscription.ReadAllAsync().ToListAsync();
    }
}
