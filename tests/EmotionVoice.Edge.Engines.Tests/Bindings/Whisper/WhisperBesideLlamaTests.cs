using System.Runtime.InteropServices;
using Whisper.net;

namespace EmotionVoice.Edge.Engines.Tests.Bindings.Whisper;

/// <summary>libwhisper and libllama each bring a ggml; neither may get the other's.</summary>
public sealed class WhisperBesideLlamaTests(WhisperModel model) : IClassFixture<WhisperModel>
{
    private delegate void LoadAllFromPath([MarshalAs(UnmanagedType.LPUTF8Str)] string folder);

    private delegate nuint Count();

    [Fact]
    public async Task Both_work_in_one_process_with_their_own_ggml()
    {
        WhisperModel.RequireLibrary();
        if (WhisperModel.Natives("llama") is not { } folder)
        {
            Assert.Skip("libllama is not there: run ./scripts/natives.sh.");
            return;
        }

        float[] samples = WhisperModel.Clip("en", "LJ001-0002");
        nint llama = NativeLibrary.Load(Directory.GetFiles(folder, "libllama.*").Single());
        Export<LoadAllFromPath>(llama, "ggml_backend_load_all_from_path")(folder);
        Count devices = Export<Count>(llama, "ggml_backend_dev_count");
        nuint before = devices();

        await using WhisperProcessor processor = model.Builder().WithAudioContextSize(350).Build();
        var segments = new List<SegmentData>();
        await foreach (SegmentData segment in processor.ProcessAsync(samples, TestContext.Current.CancellationToken))
            segments.Add(segment);

        Assert.NotEqual(0u, before);
        Assert.Equal(before, devices());
        Assert.Contains("modern", segments[0].Text, StringComparison.Ordinal);
        string maps = await File.ReadAllTextAsync("/proc/self/maps", TestContext.Current.CancellationToken);
        Assert.Contains("/libggml-base.so", maps, StringComparison.Ordinal);
        Assert.Contains("/libggml-base-whisper.so", maps, StringComparison.Ordinal);
    }

    private static T Export<T>(nint library, string name) => Marshal.GetDelegateForFunctionPointer<T>(NativeLibrary.GetExport(library, name));
}
