using EmotionVoice.Edge.Core.Capture;
using EmotionVoice.Edge.Core.Control;
using EmotionVoice.Edge.Core.Dialogue.Tools;
using EmotionVoice.Edge.Core.Playback;
using EmotionVoice.Edge.Core.Synthesis;
using EmotionVoice.Edge.Core.Transcription;
using EmotionVoice.Edge.Core.Turns;
using EmotionVoice.Edge.Core.Wake;
using EmotionVoice.Edge.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace EmotionVoice.Edge.Core.Tests.Dialogue.Tools;

/// <summary>A conversation of fakes whose tools are real.</summary>
internal sealed class ToolBench : IDisposable
{
    public ToolBench(params object[] said)
    {
        Turns = new TurnBench { Transcriber = new FakeTranscriber(said), Chat = Chat };
        Reminders = new Reminders(Store, Turns.Clock, NullLogger<Reminders>.Instance);
        Options = new ToolOptions();
        DeviceControl device = new(
            Turns.Replies, Turns.Feed, Turns.Stop, Turns.Voice, new ProsodyPolicy(new ProsodyOptions()), Turns.Conversation, Floor, Mute, Volume, new TranscriptionOptions(), Turns.Events, new OpenMicrophoneGate(), led: Led);
        Device = device;
        Turns.Tools = new ToolDesk(
            [new ClockTools(Reminders, Turns.Clock), new DeviceTools(() => device, Options, Turns.Events)], Options, Announcer, Turns.Conversation, Turns.Clock, NullLogger<ToolDesk>.Instance);
    }

    public FakeChatClient Chat { get; } = new("The model answers.");

    public TurnBench Turns { get; }

    public FailingStore Store { get; } = new();

    public Reminders Reminders { get; }

    public ToolOptions Options { get; }

    public IDeviceControl Device { get; }

    public FakeAnnouncer Announcer { get; } = new();

    public MuteSwitch Mute { get; } = new();

    public VolumeControl Volume { get; } = new();

    public Floor Floor { get; } = new();

    public Dimmer Led { get; } = new();

    public async Task<string> HearAsync() => (await Turns.Turns.RunAsync(Some.Utterance(), TestContext.Current.CancellationToken))!.Reply!.Text;

    public void Dispose() => Floor.Dispose();

    internal sealed class Dimmer : IDimmer
    {
        public double Brightness { get; set; } = 0.5;
    }

    internal sealed class FailingStore : IReminderStore
    {
        public IReadOnlyList<Reminder> Kept { get; private set; } = [];

        public bool Full { get; set; }

        public IReadOnlyList<Reminder> Load() => Kept;

        public void Save(IReadOnlyList<Reminder> reminders) => Kept = Full ? throw new IOException("No space left on device") : reminders;
    }
}
