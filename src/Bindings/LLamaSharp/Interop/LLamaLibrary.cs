using System.Reflection;
using System.Runtime.InteropServices;
using EmotionVoice.Bindings;

namespace LLama.Interop;

/// <summary>
/// Loads libllama and libggml, both of one release, and ggml's CPU back ends, which are plugins beside them.
/// </summary>
internal static class LLamaLibrary
{
    internal const string LLama = "libllama";
    internal const string Ggml = "libggml";

    private const string Group = "llama";

    // The struct layouts in this folder are those of this release; another one must not be picked up by accident.
    private const string LLamaFile = "libllama.v0.5.0.so";
    private const string GgmlFile = "libggml.v0.5.0.so";

    private static readonly Lock Gate = new();
    private static nint _llama;
    private static nint _ggml;
    private static bool _backendsLoaded;

    static LLamaLibrary() =>
        NativeLibrary.SetDllImportResolver(typeof(LLamaLibrary).Assembly, Resolve);

    /// <summary>Loads the libraries; their functions can be declared and called after it.</summary>
    internal static void EnsureLoaded()
    {
        lock (Gate)
        {
            if (_llama != 0)
                return;
            // libllama needs libggml and finds it beside itself; the order makes a missing file name itself.
            _ggml = NativeSearch.Load(Group, GgmlFile);
            _llama = NativeSearch.Load(Group, LLamaFile);
        }
    }

    /// <summary>Loads the CPU plugin that suits this processor; without one no model can be loaded.</summary>
    internal static void EnsureBackends()
    {
        EnsureLoaded();
        lock (Gate)
        {
            if (_backendsLoaded)
                return;
            string? folder = NativeSearch.Folders(Group).FirstOrDefault(f => File.Exists(Path.Combine(f, LLamaFile)));
            GgmlNative.ggml_backend_load_all_from_path(folder);
            LLamaNative.llama_backend_init();
            _backendsLoaded = true;
        }
    }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? searchPath)
    {
        if (name is not (LLama or Ggml))
            return 0;
        EnsureLoaded();
        return name == LLama ? _llama : _ggml;
    }
}
