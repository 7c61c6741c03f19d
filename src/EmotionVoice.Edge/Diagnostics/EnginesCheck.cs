using EmotionVoice.Edge.Composition;
using EmotionVoice.Edge.Core.Emotion;
using EmotionVoice.Edge.Core.Synthesis;
using EmotionVoice.Edge.Core.Transcription;
using EmotionVoice.Edge.Core.VoiceActivity;
using EmotionVoice.Edge.Engines.Espeak;
using EmotionVoice.Edge.Models;
using SherpaOnnx;

namespace EmotionVoice.Edge.Diagnostics;

/// <summary>
/// Starts each engine of the profile as the daemon does: that loads its native library and its model, which is the only
/// proof that both fit this machine.
/// </summary>
internal sealed class EnginesCheck(EngineFactory engines, ModelStore store, ModelSelection models, TranscriptionOptions transcription, TimeProvider clock) : IDoctorCheck
{
    private const string Install = "./scripts/natives.sh in a source tree; elsewhere install the package again: sudo apt install --reinstall emotionvoice";

    public async Task<IReadOnlyList<CheckResult>> RunAsync(CancellationToken cancellationToken)
    {
        List<CheckResult> results =
        [
            await LibraryAsync("libsherpa-onnx-c-api", () => Task.FromResult(VersionInfo.Version)),
            await LibraryAsync("libonnxruntime", () => Task.FromResult(VersionInfo.OnnxruntimeVersion)),
            await LibraryAsync("libespeak-ng", EspeakVersionAsync),
        ];
        // A library that isn't there has been named; a model that isn't there is another check's finding.
        if (results.Any(result => result.Status == CheckStatus.Fail))
            return results;
        results.Add(await StartAsync(ModelRole.Vad, () => engines.VoiceActivityDetector(), _ => Package<VoiceActivityDetector>()));
        results.Add(await StartAsync(ModelRole.Transcription, () => engines.Transcriber(), TranscriberPackage));
        results.Add(await StartAsync(ModelRole.VoiceEmotion, () => engines.VoiceEmotion(), _ => Package<Microsoft.ML.OnnxRuntime.InferenceSession>()));
        results.Add(await StartAsync(ModelRole.WordEmotion, () => engines.WordEmotion(), _ => "managed code"));
        results.Add(await StartAsync(ModelRole.Reply, () => engines.Reply(), _ => Package<LLama.LLamaWeights>()));
        results.Add(await StartAsync(ModelRole.Voice, () => engines.Voice(), voice => voice is EspeakSynthesizer ? "espeak-ng" : Package<OfflineTts>()));
        return results;
    }

    private static async Task<CheckResult> LibraryAsync(string name, Func<Task<string>> version)
    {
        try
        {
            return CheckResult.Ok(name, await version());
        }
        catch (Exception e) when (Problem(e) is { } problem)
        {
            return CheckResult.Fail(name, problem, name.Contains("espeak", StringComparison.Ordinal) ? "sudo apt install libespeak-ng1 espeak-ng-data" : Install);
        }
    }

    private async Task<CheckResult> StartAsync<T>(ModelRole role, Func<T> make, Func<T, string> through) where T : class
    {
        string check = $"engine {role.ToCatalogueName()}";
        ModelEntry? model = models.For(role, transcription.Expected[0]);
        if (model is null)
            return CheckResult.NotApplicable(check, "the profile has none");
        if (!store.IsPresent(model))
            return CheckResult.NotApplicable(check, $"not started, because {model.Id} is not here");
        long start = clock.GetTimestamp();
        try
        {
            T engine = make();
            string detail = $"{model.Name} starts in {clock.GetElapsedTime(start).TotalMilliseconds:F0} ms ({through(engine)})";
            if (engine is IAsyncDisposable later)
                await later.DisposeAsync();
            else
                (engine as IDisposable)?.Dispose();
            return CheckResult.Ok(check, detail);
        }
        catch (Exception e) when (Problem(e) is { } problem)
        {
            return CheckResult.Fail(check, problem, e is ModelException or InvalidDataException ? $"emotionvoice models verify {model.Id}" : Install);
        }
    }

    private static string TranscriberPackage(ITranscriber transcriber) =>
        transcriber is Engines.Whisper.WhisperTranscriber ? Package<Whisper.net.WhisperFactory>() : Package<OfflineRecognizer>();

    private static string Package<T>() => typeof(T).Assembly.GetName().Name!;

    private static async Task<string> EspeakVersionAsync()
    {
        await using EspeakSynthesizer espeak = new(new EspeakOptions());
        return espeak.Name;
    }

    // A static constructor wraps what was wrong.
    private static string? Problem(Exception e) => e switch
    {
        OperationCanceledException => null,
        TypeInitializationException { InnerException: { } inner } => Problem(inner),
        _ => e.Message,
    };
}
