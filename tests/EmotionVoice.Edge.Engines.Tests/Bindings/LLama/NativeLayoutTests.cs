using System.Reflection;
using System.Runtime.InteropServices;
using EmotionVoice.Edge.Engines.Tests.Llama;
using LLama;

namespace EmotionVoice.Edge.Engines.Tests.Bindings.LLama;

/// <summary>The stand-in's structs are passed by value: a wrong layout shows in the library's own defaults.</summary>
public sealed class NativeLayoutTests
{
    [Fact]
    public void ModelDefaultsAreThoseOfTheHeader()
    {
        object defaults = Call("llama_model_default_params");
        Assert.Equal(80, Marshal.SizeOf(defaults));
        Assert.Equal(-1, Field(defaults, "n_gpu_layers"));
        Assert.Equal(1, Field(defaults, "split_mode"));
        Assert.Equal(-1, Field(defaults, "load_mode"));
        Assert.Equal(1, Field(defaults, "lazy_mode"));
        Assert.Equal((byte)0, Field(defaults, "vocab_only"));
        Assert.Equal((byte)1, Field(defaults, "use_extra_bufts"));
        Assert.Equal((byte)0, Field(defaults, "load_mtp"));
    }

    [Fact]
    public void ContextDefaultsAreThoseOfTheHeader()
    {
        object defaults = Call("llama_context_default_params");
        Assert.Equal(160, Marshal.SizeOf(defaults));
        Assert.Equal(512u, Field(defaults, "n_ctx"));
        Assert.Equal(2048u, Field(defaults, "n_batch"));
        Assert.Equal(1u, Field(defaults, "n_outputs_max_per_seq"));
        Assert.Equal(-1f, Field(defaults, "yarn_beta_slow"));
        Assert.Equal(-1f, Field(defaults, "defrag_thold"));
        Assert.Equal(1, Field(defaults, "type_k"));
        Assert.Equal(1, Field(defaults, "type_v"));
        Assert.Equal((byte)1, Field(defaults, "offload_kqv"));
        Assert.Equal((byte)1, Field(defaults, "swa_full"));
        Assert.Equal((byte)0, Field(defaults, "kv_unified"));
        Assert.Equal((nint)0, Field(defaults, "ctx_other"));
    }

    [Fact]
    public void TheBatchHasTheSizeOfTheHeader()
    {
        Assert.Equal(56, Marshal.SizeOf(Interop("NativeBatch")));
        Assert.Equal(16, Marshal.SizeOf(Interop("NativeChatMessage")));
    }

    // By reflection: the package has other internals, and this file has to compile against it too.
    private static Type Interop(string name)
    {
        _ = LlamaTestModels.Reply;
        Type? type = typeof(LLamaWeights).Assembly.GetType("LLama.Interop." + name);
        if (type is null)
            Assert.Skip("This build uses the LLamaSharp package; build with -p:UpstreamPackages=false to test the stand-in.");
        return type;
    }

    private static object Call(string function) =>
        Interop("LLamaNative").GetMethod(function, BindingFlags.NonPublic | BindingFlags.Static)!.Invoke(null, null)!;

    private static object Field(object defaults, string name) =>
        defaults.GetType().GetField(name, BindingFlags.NonPublic | BindingFlags.Instance)!.GetValue(defaults)!;
}
