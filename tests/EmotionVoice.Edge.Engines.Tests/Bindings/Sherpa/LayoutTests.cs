using System.Reflection;
using System.Runtime.InteropServices;
using SherpaOnnx;

namespace EmotionVoice.Edge.Engines.Tests.Bindings.Sherpa;

/// <summary>Sizes of the native structs of sherpa-onnx 1.13.8 on 64-bit Linux.</summary>
public class LayoutTests
{
    [Fact]
    public void ConfigurationStructsHaveTheNativeSizes()
    {
        Assert.Equal(8, Marshal.SizeOf<FeatureConfig>());
        Assert.Equal(32, Marshal.SizeOf<SileroVadModelConfig>());
        Assert.Equal(88, Marshal.SizeOf<VadModelConfig>());
        Assert.Equal(504, Marshal.SizeOf<OfflineModelConfig>());
        Assert.Equal(608, Marshal.SizeOf<OfflineRecognizerConfig>());
        Assert.Equal(136, Marshal.SizeOf<OnlineModelConfig>());
        Assert.Equal(272, Marshal.SizeOf<OnlineRecognizerConfig>());
        Assert.Equal(184, Marshal.SizeOf<KeywordSpotterConfig>());
        Assert.Equal(448, Marshal.SizeOf<OfflineTtsConfig>());
        Assert.Equal(416, Marshal.SizeOf<OfflineTtsModelConfig>());
    }

    [Fact]
    public void SynthesisModelsHaveTheNativeSizes()
    {
        Assert.Equal(56, Marshal.SizeOf<OfflineTtsVitsModelConfig>());
        Assert.Equal(56, Marshal.SizeOf<OfflineTtsMatchaModelConfig>());
        Assert.Equal(64, Marshal.SizeOf<OfflineTtsKokoroModelConfig>());
        Assert.Equal(40, Marshal.SizeOf<OfflineTtsKittenModelConfig>());
        Assert.Equal(64, Marshal.SizeOf<OfflineTtsZipVoiceModelConfig>());
        Assert.Equal(64, Marshal.SizeOf<OfflineTtsPocketModelConfig>());
        Assert.Equal(56, Marshal.SizeOf<OfflineTtsSupertonicModelConfig>());
    }

    [Fact]
    public void TheSettingsOfOneSynthesisHaveTheNativeSize()
    {
        Type? native = typeof(OfflineTts).Assembly.GetType("SherpaOnnx.Interop.GenerationConfig");
        if (native is null)
            Assert.Skip("The real package is in use; its own native struct is its own business.");
        Assert.Equal(56, Marshal.SizeOf(native));
    }

    [Fact]
    public void ConfigurationsAreStructsWithPublicFieldsAndDefaults()
    {
        VadModelConfig config = new();
        Assert.Equal((16_000, 1, "cpu", 512), (config.SampleRate, config.NumThreads, config.Provider, config.SileroVad.WindowSize));
        Assert.All(
            typeof(OfflineTts).Assembly.GetExportedTypes().Where(t => t.IsValueType && t.Name.EndsWith("Config", StringComparison.Ordinal)),
            type =>
            {
                Assert.Empty(type.GetProperties(BindingFlags.Public | BindingFlags.Instance));
                Assert.NotNull(type.GetConstructor(Type.EmptyTypes));
            });
    }

    [Fact]
    public void GeneratedAudioOnlyLooksDisposable() =>
        Assert.False(typeof(OfflineTtsGeneratedAudio).IsAssignableTo(typeof(IDisposable)));
}
