using System.Reflection;
using System.Runtime.InteropServices;
using EmotionVoice.Bindings;
using Whisper.net.LibraryLoader;
using Whisper.net.Logger;

namespace Whisper.net.Interop;

/// <summary>Loads libwhisper once, with the CPU code of ggml that fits this machine, and checks that it is one we know.</summary>
internal static unsafe class WhisperLibrary
{
    internal const string Name = "whisper";
    private const string FileName = "libwhisper.so";
    private const int CpuDevice = 0; // ggml_backend_dev_type

    private static readonly Lazy<nint> Handle = new(LoadOnce);

    /// <exception cref="FileNotFoundException">The library is not there; the message says what to run.</exception>
    /// <exception cref="Exception">It is there and cannot be used.</exception>
    internal static void Load() => _ = Handle.Value;

    private static nint LoadOnce()
    {
        nint handle;
        string? folder = Folders().FirstOrDefault(folder => File.Exists(Path.Combine(folder, FileName)));
        if (folder is not null)
        {
            if (!NativeLibrary.TryLoad(Path.Combine(folder, FileName), out handle))
                throw new Exception($"{Path.Combine(folder, FileName)} cannot be loaded: it is built for another machine or libraries beside it are missing.");
        }
        else
        {
            try
            {
                handle = NativeSearch.Load(Name, FileName);
            }
            catch (DllNotFoundException missing)
            {
                throw new FileNotFoundException(missing.Message, FileName, missing);
            }
        }

        NativeLibrary.SetDllImportResolver(Assembly.GetExecutingAssembly(), (name, _, _) => name == Name ? handle : 0);
        NativeWhisper.whisper_log_set(&LogProvider.OnNativeLog, 0);
        LoadBackends(handle, folder);
        CheckLayout();
        return handle;
    }

    private static IEnumerable<string> Folders()
    {
        // Upstream's rule: the path names a file in the root of a "runtimes" folder.
        if (Path.GetDirectoryName(RuntimeOptions.LibraryPath) is { Length: > 0 } root)
            yield return Path.Combine(root, "runtimes", "linux-" + RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant());
        foreach (string folder in NativeSearch.Folders(Name))
            yield return folder;
    }

    /// <summary>ggml's CPU code comes as one plug-in a CPU generation. A library that has it built in needs nothing.</summary>
    private static void LoadBackends(nint handle, string? folder)
    {
        // dlsym looks through the dependencies too: both functions are those of the ggml that this libwhisper uses.
        if (folder is not null && NativeLibrary.TryGetExport(handle, "ggml_backend_load_all_from_path", out nint load))
        {
            nint path = Marshal.StringToCoTaskMemUTF8(folder);
            ((delegate* unmanaged<nint, void>)load)(path);
            Marshal.FreeCoTaskMem(path);
        }

        // Without any, the first model would abort the process.
        if (NativeLibrary.TryGetExport(handle, "ggml_backend_dev_by_type", out nint find)
            && ((delegate* unmanaged<int, nint>)find)(CpuDevice) == 0)
        {
            throw new PlatformNotSupportedException(
                $"No libggml-cpu-*.so beside {FileName} suits this CPU (at least x86-64-v2 or ARMv8.0 is needed), or they are missing.");
        }
    }

    /// <summary>Structs go by value: a library with another layout would read garbage. Its own defaults tell.</summary>
    private static void CheckLayout()
    {
        WhisperFullParams* full = NativeWhisper.whisper_full_default_params_by_ref(0);
        bool known = full->TimestampThreshold == 0.01f && full->EntropyThreshold == 2.4f && full->NoSpeechThreshold == 0.6f
            && full->GrammarPenalty == 100f && full->VadParams.MaxSpeechSeconds == float.MaxValue && full->VadParams.SamplesOverlap == 0.1f;
        NativeWhisper.whisper_free_params(full);

        WhisperContextParams* context = NativeWhisper.whisper_context_default_params_by_ref();
        known &= context->DtwTopN == -1 && context->DtwMemorySize == 128 * 1024 * 1024;
        NativeWhisper.whisper_free_context_params(context);
        if (!known)
            throw new Exception($"{FileName} has another binary interface than whisper.cpp 1.8.1 to 1.9.3. In a source tree, ./scripts/natives.sh --force installs the right one.");
    }
}
