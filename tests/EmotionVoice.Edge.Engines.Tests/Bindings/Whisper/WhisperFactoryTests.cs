using System.Runtime.InteropServices;
using Whisper.net;
using Whisper.net.Logger;

namespace EmotionVoice.Edge.Engines.Tests.Bindings.Whisper;

public sealed class WhisperFactoryTests
{
    [Fact]
    public void A_missing_model_shows_when_a_builder_is_asked_for()
    {
        WhisperModel.RequireLibrary();
        using WhisperFactory factory = WhisperFactory.FromPath("/nonexistent/ggml.bin");

        Assert.Throws<WhisperModelLoadException>(factory.CreateBuilder);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(100_000)]
    public void A_file_that_is_no_model_shows_when_a_builder_is_asked_for(int bytes)
    {
        WhisperModel.RequireLibrary();
        using var file = new TemporaryFile(new byte[bytes]);
        using WhisperFactory factory = WhisperFactory.FromPath(file.Path);

        Assert.Throws<WhisperModelLoadException>(factory.CreateBuilder);
    }

    [Theory]
    [InlineData(1_000_000)]
    [InlineData(30_000_000)]
    public void A_truncated_model_shows_when_a_builder_is_asked_for(int bytes)
    {
        WhisperModel.RequireLibrary();
        if (!File.Exists(WhisperModel.ModelPath))
            Assert.Skip("The weights of Whisper base are not there: put ggml-base-q5_1.bin into ../shared/models/whisper-base.");
        using var file = new TemporaryFile(File.ReadAllBytes(WhisperModel.ModelPath).AsSpan(0, bytes).ToArray());
        using WhisperFactory factory = WhisperFactory.FromPath(file.Path);

        Assert.Throws<WhisperModelLoadException>(factory.CreateBuilder);
    }

    [Fact]
    public void A_delayed_model_is_opened_by_the_first_builder()
    {
        WhisperModel.RequireLibrary();
        using WhisperFactory factory = WhisperFactory.FromPath("/nonexistent/ggml.bin", new WhisperFactoryOptions { DelayInitialization = true });

        Assert.Throws<WhisperModelLoadException>(factory.CreateBuilder);
    }

    [Fact]
    public void A_disposed_factory_builds_nothing()
    {
        WhisperModel.RequireLibrary();
        WhisperFactory factory = WhisperFactory.FromPath("/nonexistent/ggml.bin");
        factory.Dispose();

        Assert.Throws<ObjectDisposedException>(factory.CreateBuilder);
    }

    [Fact]
    public void Korean_and_English_are_supported_languages()
    {
        WhisperModel.RequireLibrary();

        Assert.Superset(new HashSet<string> { "en", "ko" }, WhisperFactory.GetSupportedLanguages().ToHashSet());
    }

    [Fact]
    public void The_defaults_of_the_options_are_those_of_the_package()
    {
        var options = new WhisperFactoryOptions();

        Assert.True(options.UseGpu);
        Assert.False(options.UseFlashAttention);
        Assert.False(options.DelayInitialization);
    }

    [Fact]
    public void A_logger_hears_the_library_until_it_is_removed()
    {
        WhisperModel.RequireLibrary();
        var heard = new List<string>();
        string path = $"/nonexistent/{Guid.NewGuid()}.bin";
        void Load() => WhisperFactory.FromPath(path).Dispose();

        using (LogProvider.AddLogger((level, message) =>
        {
            if (level == WhisperLogLevel.Error && message is not null && message.Contains(path, StringComparison.Ordinal))
                heard.Add(message);
        }))
        {
            Load();
        }

        int before = heard.Count;
        Load();
        Assert.NotEqual(0, before);
        Assert.Equal(before, heard.Count);
    }

    [Theory]
    [InlineData("WhisperContextParams", 48)]
    [InlineData("WhisperFullParams", 304)]
    [InlineData("WhisperVadParams", 24)]
    [InlineData("WhisperTokenData", 56)]
    public void Structs_that_go_by_value_have_the_size_of_the_header(string name, int bytes)
    {
        Type? type = typeof(WhisperFactory).Assembly.GetType("Whisper.net.Interop." + name);
        if (type is null)
            Assert.Skip("This is the package; only the stand-in has these structs.");

        Assert.Equal(bytes, Marshal.SizeOf(type!));
    }

    private sealed class TemporaryFile : IDisposable
    {
        public TemporaryFile(byte[] content) => File.WriteAllBytes(Path, content);

        public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), System.IO.Path.GetRandomFileName());

        public void Dispose() => File.Delete(Path);
    }
}
