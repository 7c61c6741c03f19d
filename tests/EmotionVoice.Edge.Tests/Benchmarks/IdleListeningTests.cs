using EmotionVoice.Edge.Core.Audio;
using EmotionVoice.Edge.Core.Endpointing;
using EmotionVoice.Edge.Core.Pipeline;
using EmotionVoice.Edge.Core.VoiceActivity;
using EmotionVoice.Edge.Core.Wake;
using EmotionVoice.Edge.Testing;

namespace EmotionVoice.Edge.Tests.Benchmarks;

public sealed class IdleListeningTests
{
    // A level for the meters, every third frame.
    private const int BytesAFrame = 16;

    [Fact]
    public void ListeningToSilenceAllocatesNoMoreThanItsMeterReadings()
    {
        Listener listener = new(new OpenMicrophoneGate(), new LoudnessDetector(), new UtteranceSegmenter(new VoiceActivityOptions(), new FixedEndpointer(new EndpointingOptions())), new ConversationEvents());
        AudioFrame[] frames = [.. Some.Frames(Some.Silence(TimeSpan.FromSeconds(20)))];
        foreach (AudioFrame frame in frames)
            listener.Hear(frame, default);

        long before = GC.GetAllocatedBytesForCurrentThread();
        foreach (AudioFrame frame in frames)
            listener.Hear(frame, default);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.InRange(allocated / frames.Length, 0, BytesAFrame);
    }

    [Fact]
    public void ResamplingAllocatesNothing()
    {
        PolyphaseResampler resampler = new(48_000, AudioFormat.SampleRateHz);
        float[] input = new float[1536];
        float[] output = new float[resampler.MaxOutput(input.Length)];
        for (int i = 0; i < 100; i++)
            resampler.Process(input, output);

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1_000; i++)
            resampler.Process(input, output);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
