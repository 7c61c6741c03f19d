using System.Runtime.InteropServices;

namespace SherpaOnnx.Interop;

/// <summary>Streaming recognition and keyword spotting.</summary>
internal static partial class NativeMethods
{
    [LibraryImport(Library)]
    internal static partial void SherpaOnnxDestroyOnlineRecognizer(nint recognizer);

    [LibraryImport(Library)]
    internal static partial nint SherpaOnnxCreateOnlineStream(OnlineRecognizerHandle recognizer);

    [LibraryImport(Library)]
    internal static partial void SherpaOnnxDestroyOnlineStream(nint stream);

    [LibraryImport(Library)]
    internal static partial void SherpaOnnxOnlineStreamAcceptWaveform(OnlineStreamHandle stream, int sampleRate, float[] samples, int count);

    [LibraryImport(Library)]
    internal static partial void SherpaOnnxOnlineStreamInputFinished(OnlineStreamHandle stream);

    [LibraryImport(Library)]
    internal static partial int SherpaOnnxIsOnlineStreamReady(OnlineRecognizerHandle recognizer, OnlineStreamHandle stream);

    [LibraryImport(Library)]
    internal static partial void SherpaOnnxDecodeOnlineStream(OnlineRecognizerHandle recognizer, OnlineStreamHandle stream);

    [LibraryImport(Library)]
    internal static partial nint SherpaOnnxGetOnlineStreamResult(OnlineRecognizerHandle recognizer, OnlineStreamHandle stream);

    [LibraryImport(Library)]
    internal static partial void SherpaOnnxDestroyOnlineRecognizerResult(nint result);

    [LibraryImport(Library)]
    internal static partial void SherpaOnnxOnlineStreamReset(OnlineRecognizerHandle recognizer, OnlineStreamHandle stream);

    [LibraryImport(Library)]
    internal static partial int SherpaOnnxOnlineStreamIsEndpoint(OnlineRecognizerHandle recognizer, OnlineStreamHandle stream);

    [LibraryImport(Library)]
    internal static partial void SherpaOnnxDestroyKeywordSpotter(nint spotter);

    [LibraryImport(Library)]
    internal static partial nint SherpaOnnxCreateKeywordStream(KeywordSpotterHandle spotter);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint SherpaOnnxCreateKeywordStreamWithKeywords(KeywordSpotterHandle spotter, string keywords);

    [LibraryImport(Library)]
    internal static partial int SherpaOnnxIsKeywordStreamReady(KeywordSpotterHandle spotter, OnlineStreamHandle stream);

    [LibraryImport(Library)]
    internal static partial void SherpaOnnxDecodeKeywordStream(KeywordSpotterHandle spotter, OnlineStreamHandle stream);

    [LibraryImport(Library)]
    internal static partial void SherpaOnnxResetKeywordStream(KeywordSpotterHandle spotter, OnlineStreamHandle stream);

    [LibraryImport(Library)]
    internal static partial nint SherpaOnnxGetKeywordResult(KeywordSpotterHandle spotter, OnlineStreamHandle stream);

    [LibraryImport(Library)]
    internal static partial void SherpaOnnxDestroyKeywordResult(nint result);
}
