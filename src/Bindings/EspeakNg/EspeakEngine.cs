using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using EspeakNg.Interop;

namespace EspeakNg;

/// <summary>Gets the next samples; they live only during the call.</summary>
/// <returns>True to go on, false to stop.</returns>
public delegate bool EspeakSamplesHandler(ReadOnlySpan<short> samples);

/// <summary>
/// espeak-ng. The library keeps one global state a process, so this is one object a process too, and its calls queue
/// behind a lock. The first <see cref="Open"/> decides the data folder; the library stays loaded until the process ends.
/// </summary>
public sealed class EspeakEngine
{
    private const int BufferMilliseconds = 60;
    private const int DoNotExitOnFailure = 0x8000;
    private const uint Utf8Characters = 1;

    private static readonly Lock Gate = new();
    private static EspeakEngine? s_engine;
    private static Utterance? s_current; // Guarded by Gate; synthesis calls back on the thread that holds it.

    private EspeakVoice? _voice; // what the library is set to

    private EspeakEngine(int sampleRateHz, string version, string dataPath)
    {
        SampleRateHz = sampleRateHz;
        Version = version;
        DataPath = dataPath;
    }

    /// <summary>22,050 with every voice of espeak-ng's own.</summary>
    public int SampleRateHz { get; }

    public string Version { get; }

    /// <summary>The espeak-ng-data folder in use.</summary>
    public string DataPath { get; }

    /// <param name="dataPath">The folder <c>espeak-ng-data</c>; null takes the one the library was built for.</param>
    /// <exception cref="DllNotFoundException">libespeak-ng is not installed.</exception>
    /// <exception cref="EspeakException">The data is missing or of another version.</exception>
    public static unsafe EspeakEngine Open(string? dataPath = null)
    {
        lock (Gate)
        {
            if (s_engine is not null)
                return s_engine;

            // Checked here, for the library prints to stderr and carries on with its built-in folder.
            if (dataPath is not null && !File.Exists(Path.Combine(dataPath, "phontab")))
                throw new EspeakException($"No espeak-ng data in {dataPath}: the file phontab is missing.");

            int rate = NativeMethods.espeak_Initialize(AudioOutput.Synchronous, BufferMilliseconds, dataPath, DoNotExitOnFailure);
            if (rate <= 0)
                throw new EspeakException("espeak-ng could not read its data; install espeak-ng-data.");

            NativeMethods.espeak_SetSynthCallback(&OnSamples);
            byte* path;
            string version = Marshal.PtrToStringUTF8(NativeMethods.espeak_Info(&path)) ?? "";
            return s_engine = new EspeakEngine(rate, version, Marshal.PtrToStringUTF8((nint)path) ?? "");
        }
    }

    /// <summary>Whether a voice or language exists.</summary>
    public bool HasVoice(string name)
    {
        lock (Gate)
        {
            _voice = null;
            return NativeMethods.espeak_SetVoiceByName(name) == Status.Ok;
        }
    }

    /// <summary>
    /// Speaks <paramref name="text"/> into <paramref name="onSamples"/>, some 60 ms a call, on this thread; waits while
    /// another thread speaks.
    /// </summary>
    /// <returns>False when the handler stopped it.</returns>
    /// <exception cref="EspeakException">The voice does not exist.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; noticed at the next samples.</exception>
    public unsafe bool Speak(
        string text, EspeakVoice voice, EspeakSamplesHandler onSamples, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(voice);
        ArgumentNullException.ThrowIfNull(onSamples);
        lock (Gate)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Use(voice);
            Utterance utterance = new(onSamples, cancellationToken);
            s_current = utterance;
            try
            {
                string clean = text.Replace('\0', ' ');
                nuint bytes = (nuint)System.Text.Encoding.UTF8.GetByteCount(clean) + 1;
                Check(NativeMethods.espeak_Synth(clean, bytes, 0, 0, 0, Utf8Characters, null, 0), "synthesis");
            }
            finally
            {
                s_current = null;
            }

            utterance.Error?.Throw();
            cancellationToken.ThrowIfCancellationRequested();
            return !utterance.Stopped;
        }
    }

    /// <summary>The whole text as samples at <see cref="SampleRateHz"/>.</summary>
    /// <inheritdoc cref="Speak"/>
    public short[] Synthesize(string text, EspeakVoice voice, CancellationToken cancellationToken = default)
    {
        List<short> all = [];
        Speak(
            text,
            voice,
            samples =>
            {
                all.AddRange(samples);
                return true;
            },
            cancellationToken);
        return [.. all];
    }

    private void Use(EspeakVoice voice)
    {
        if (voice == _voice)
            return;

        _voice = null;
        if (NativeMethods.espeak_SetVoiceByName(voice.Name) != Status.Ok)
            throw new EspeakException($"espeak-ng has no voice \"{voice.Name}\" in {DataPath}.");

        Set(Parameter.Rate, voice.WordsPerMinute);
        Set(Parameter.Pitch, voice.Pitch);
        Set(Parameter.Range, voice.PitchRange);
        Set(Parameter.Volume, voice.Volume);
        _voice = voice;
    }

    private static void Set(Parameter parameter, int value) =>
        Check(NativeMethods.espeak_SetParameter(parameter, value, relative: 0), parameter.ToString());

    private static void Check(Status status, string what)
    {
        if (status != Status.Ok)
            throw new EspeakException($"espeak-ng failed: {what} ({status}).");
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(System.Runtime.CompilerServices.CallConvCdecl)])]
    private static unsafe int OnSamples(short* samples, int count, nint events)
    {
        const int goOn = 0, stop = 1;
        Utterance? utterance = s_current;
        if (utterance is null)
            return stop;

        return utterance.Accept(samples is null ? [] : new ReadOnlySpan<short>(samples, count)) ? goOn : stop;
    }

    private sealed class Utterance(EspeakSamplesHandler onSamples, CancellationToken cancellationToken)
    {
        internal ExceptionDispatchInfo? Error { get; private set; }

        internal bool Stopped { get; private set; }

        internal bool Accept(ReadOnlySpan<short> samples)
        {
            if (Stopped || Error is not null || cancellationToken.IsCancellationRequested)
                return false;
            if (samples.IsEmpty)
                return true;

            try
            {
                Stopped = !onSamples(samples);
                return !Stopped;
            }
#pragma warning disable CA1031 // An exception must not cross native frames; Speak throws it again.
            catch (Exception error)
#pragma warning restore CA1031
            {
                Error = ExceptionDispatchInfo.Capture(error);
                return false;
            }
        }
    }
}
