using System.Runtime.InteropServices;
using EmotionVoice.Bindings;

namespace SherpaOnnx.Interop;

/// <summary>
/// libsherpa-onnx-c-api 1.13.8. The Create functions stay DllImport: their structs hold strings, which only the
/// run-time marshaller lays out; everything else is source-generated.
/// </summary>
internal static partial class NativeMethods
{
    private const string Library = "sherpa-onnx-c-api";

    static NativeMethods() =>
        NativeLibrary.SetDllImportResolver(typeof(NativeMethods).Assembly, static (name, _, _) =>
            name == Library ? NativeSearch.Load("sherpa", "libsherpa-onnx-c-api.so") : 0);

    // Creation. Null when the configuration is refused; the reason goes to stderr.
    [DllImport(Library)]
    internal static extern nint SherpaOnnxCreateVoiceActivityDetector(ref VadModelConfig config, float bufferSizeInSeconds);

    [DllImport(Library)]
    internal static extern nint SherpaOnnxCreateOfflineRecognizer(ref OfflineRecognizerConfig config);

    [DllImport(Library)]
    internal static extern void SherpaOnnxOfflineRecognizerSetConfig(OfflineRecognizerHandle recognizer, ref OfflineRecognizerConfig config);

    [DllImport(Library)]
    internal static extern nint SherpaOnnxCreateOfflineTts(ref OfflineTtsConfig config);

    [DllImport(Library)]
    internal static extern nint SherpaOnnxCreateOnlineRecognizer(ref OnlineRecognizerConfig config);

    [DllImport(Library)]
    internal static extern nint SherpaOnnxCreateKeywordSpotter(ref KeywordSpotterConfig config);

    // Voice activity.
    [LibraryImport(Library)]
    internal static partial void SherpaOnnxDestroyVoiceActivityDetector(nint vad);

    [LibraryImport(Library)]
    internal static partial void SherpaOnnxVoiceActivityDetectorAcceptWaveform(VadHandle vad, float[] samples, int count);

    [LibraryImport(Library)]
    internal static partial int SherpaOnnxVoiceActivityDetectorEmpty(VadHandle vad);

    [LibraryImport(Library)]
    internal static partial int SherpaOnnxVoiceActivityDetectorDetected(VadHandle vad);

    [LibraryImport(Library)]
    internal static partial void SherpaOnnxVoiceActivityDetectorPop(VadHandle vad);

    [LibraryImport(Library)]
    internal static partial void SherpaOnnxVoiceActivityDetectorClear(VadHandle vad);

    [LibraryImport(Library)]
    internal static partial nint SherpaOnnxVoiceActivityDetectorFront(VadHandle vad);

    [LibraryImport(Library)]
    internal static partial void SherpaOnnxDestroySpeechSegment(nint segment);

    [LibraryImport(Library)]
    internal static partial void SherpaOnnxVoiceActivityDetectorReset(VadHandle vad);

    [LibraryImport(Library)]
    internal static partial void SherpaOnnxVoiceActivityDetectorFlush(VadHandle vad);

    // Offline recognition.
    [LibraryImport(Library)]
    internal static partial void SherpaOnnxDestroyOfflineRecognizer(nint recognizer);

    [LibraryImport(Library)]
    internal static partial nint SherpaOnnxCreateOfflineStream(OfflineRecognizerHandle recognizer);

    [LibraryImport(Library)]
    internal static partial void SherpaOnnxDestroyOfflineStream(nint stream);

    [LibraryImport(Library)]
    internal static partial void SherpaOnnxAcceptWaveformOffline(OfflineStreamHandle stream, int sampleRate, float[] samples, int count);

    [LibraryImport(Library)]
    internal static partial void SherpaOnnxDecodeOfflineStream(OfflineRecognizerHandle recognizer, OfflineStreamHandle stream);

    [LibraryImport(Library)]
    internal static partial nint SherpaOnnxGetOfflineStreamResult(OfflineStreamHandle stream);

    [LibraryImport(Library)]
    internal static partial void SherpaOnnxDestroyOfflineRecognizerResult(nint result);

    // Speech synthesis.
    [LibraryImport(Library)]
    internal static partial void SherpaOnnxDestroyOfflineTts(nint tts);

    [LibraryImport(Library)]
    internal static partial int SherpaOnnxOfflineTtsSampleRate(OfflineTtsHandle tts);

    [LibraryImport(Library)]
    internal static partial int SherpaOnnxOfflineTtsNumSpeakers(OfflineTtsHandle tts);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static unsafe partial nint SherpaOnnxOfflineTtsGenerateWithConfig(
        OfflineTtsHandle tts, string text, in GenerationConfig config,
        delegate* unmanaged[Cdecl]<float*, int, float, nint, int> callback, nint argument);

    [LibraryImport(Library)]
    internal static partial void SherpaOnnxDestroyOfflineTtsGeneratedAudio(nint audio);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int SherpaOnnxWriteWave(nint samples, int count, int sampleRate, string fileName);

    // Versions; pointers to static text.
    [LibraryImport(Library)]
    internal static partial nint SherpaOnnxGetVersionStr();

    [LibraryImport(Library)]
    internal static partial nint SherpaOnnxGetOnnxruntimeVersionStr();
}
