using EmotionVoice.Edge.Core.Audio;
using EmotionVoice.Edge.Tests.Models;

namespace EmotionVoice.Edge.Tests.Commands;

public sealed class BadInputTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public static TheoryData<string> Commands => ["transcribe", "emotion", "listen"];

    [Theory, MemberData(nameof(Commands))]
    public async Task A_missing_file_and_a_folder_without_recordings_are_both_named(string command)
    {
        Directory.CreateDirectory(_folder["empty"]);
        ProgramRun run = await ProgramRun.OfAsync(command, _folder["nowhere.wav"], _folder["empty"]);
        Assert.Equal(ExitCodes.NoInput, run.ExitCode);
        Assert.Contains($"There is no recording {_folder["nowhere.wav"]}", run.Error, StringComparison.Ordinal);
        Assert.Contains($"The folder {_folder["empty"]} holds no .wav files.", run.Error, StringComparison.Ordinal);
        run.IsPlain();
    }

    [Theory, MemberData(nameof(Commands))]
    public async Task Damaged_recordings_are_all_named_with_what_is_wrong(string command)
    {
        byte[] whole = WavFiles.Of(WavFiles.Hum, 1);
        string truncated = _folder.Write("truncated.wav", whole[..20_000]);
        string text = _folder.Write("text.wav", "These are words, not sound. "u8.ToArray());
        string nothing = _folder.Write("nothing.wav", []);
        string header = _folder.Write("header.wav", whole[..44]);
        string half = _folder.Write("half-header.wav", whole[..30]);
        ProgramRun run = await ProgramRun.OfAsync(command, truncated, text, nothing, header, half);
        Assert.Equal(ExitCodes.DataError, run.ExitCode);
        Assert.Contains($"{truncated}: The file ends after 0.6 s of the 1.0 s", run.Error, StringComparison.Ordinal);
        Assert.Contains($"{text}: This is not a WAV file", run.Error, StringComparison.Ordinal);
        Assert.Contains($"{nothing}: The file is empty", run.Error, StringComparison.Ordinal);
        Assert.Contains($"{header}: The file ends after 0.0 s", run.Error, StringComparison.Ordinal);
        Assert.Contains($"{half}: The description of the sound", run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Output);
        run.IsPlain();
    }

    [Fact]
    public async Task A_damaged_recording_does_not_keep_the_others_from_being_worked_on()
    {
        _folder.Write("a.wav", [1, 2, 3]);
        _folder.Write("b.wav", WavFiles.Of(WavFiles.Hum, 1));
        ProgramRun run = await ProgramRun.WithEnginesAsync("emotion", "--json", _folder.Path);
        Assert.Equal(ExitCodes.DataError, run.ExitCode);
        Assert.Equal(_folder["b.wav"], Assert.Single(run.Lines).GetProperty("file").GetString());
        Assert.Contains("a.wav", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Recordings_of_every_usual_shape_sound_the_same()
    {
        // Time alone lets them differ: 8 kHz lacks what lies above 4 kHz, 8 bits are noisy.
        (string Name, byte[] Content)[] shapes =
        [
            ("16 bit.wav", WavFiles.Of(WavFiles.Hum, 2)),
            ("8 bit.wav", WavFiles.Of(WavFiles.Hum, 2, bits: 8)),
            ("24 bit.wav", WavFiles.Of(WavFiles.Hum, 2, bits: 24)),
            ("float.wav", WavFiles.Of(WavFiles.Hum, 2, bits: 32, isFloat: true)),
            ("stereo.wav", WavFiles.Of(WavFiles.Hum, 2, channels: 2)),
            ("8 kHz.wav", WavFiles.Of(WavFiles.Hum, 2, rateHz: 8_000)),
            ("96 kHz.WAV", WavFiles.Of(WavFiles.Hum, 2, rateHz: 96_000)),
        ];
        foreach ((string name, byte[] content) in shapes)
            _folder.Write(name, content);
        ProgramRun run = await ProgramRun.WithEnginesAsync("emotion", "--json", _folder.Path);
        Assert.Equal(ExitCodes.Ok, run.ExitCode);
        Assert.Equal(shapes.Length, run.Lines.Length);
        Assert.All(run.Lines, line =>
        {
            Assert.InRange(line.GetProperty("features").GetProperty("f0MedianHz").GetSingle(), 148, 152);
            Assert.InRange(line.GetProperty("features").GetProperty("rmsDb").GetSingle(), -20, -12);
            Assert.InRange(line.GetProperty("timingsMs").GetProperty("audio").GetInt32(), 1_999, 2_001);
        });
    }

    [Fact]
    public async Task Recordings_of_every_usual_shape_say_the_same()
    {
        using FileStream file = File.OpenRead(Path.Combine(RepositoryTree.Root, "src/EmotionVoice.Edge/Recordings/hello.wav"));
        float[] hello = WavReader.ReadMono16k(file).Samples;
        _folder.Write("8 bit.wav", Said(bits: 8));
        _folder.Write("24 bit.wav", Said(bits: 24));
        _folder.Write("float.wav", Said(bits: 32, isFloat: true));
        _folder.Write("stereo.wav", Said(channels: 2));
        _folder.Write("8 kHz.wav", Said(rateHz: 8_000));
        _folder.Write("96 kHz.wav", Said(rateHz: 96_000));
        ProgramRun run = await ProgramRun.WithEnginesAsync("transcribe", "--json", "--profile", "embedded", _folder.Path);
        Assert.Equal(ExitCodes.Ok, run.ExitCode);
        Assert.Equal(6, run.Lines.Length);
        Assert.All(run.Lines, line => Assert.Contains("my best friend", line.GetProperty("transcript").GetProperty("text").GetString(), StringComparison.OrdinalIgnoreCase));

        byte[] Said(int rateHz = 16_000, int bits = 16, int channels = 1, bool isFloat = false)
        {
            float[] sound = PolyphaseResampler.Convert(hello, 16_000, rateHz);
            return WavFiles.Of(t => sound[(int)Math.Round(t * rateHz)], sound.Length / (double)rateHz, rateHz, bits, channels, isFloat);
        }
    }

    [Theory]
    [InlineData("transcribe"), InlineData("emotion"), InlineData("say")]
    public async Task A_command_without_its_argument_ends_64(string command)
    {
        ProgramRun run = await ProgramRun.OfAsync(command);
        Assert.Equal(ExitCodes.Usage, run.ExitCode);
        run.IsPlain();
    }

    [Fact]
    public async Task Every_wrong_option_of_a_command_line_is_named_at_once()
    {
        ProgramRun run = await ProgramRun.OfAsync("listen", "mic", "other.wav", "--no-reply", "--out", "x.wav", "--loud", "--sideways");
        Assert.Equal(ExitCodes.Usage, run.ExitCode);
        Assert.Contains("--sideways", run.Error, StringComparison.Ordinal);
        Assert.Contains("--no-reply leaves nothing to write", run.Error, StringComparison.Ordinal);
        run.IsPlain();
    }

    [Fact]
    public async Task An_unknown_feeling_is_answered_with_those_that_exist()
    {
        ProgramRun run = await ProgramRun.OfAsync("say", "Hello.", "--emotion", "sadd");
        Assert.Equal(ExitCodes.Usage, run.ExitCode);
        Assert.Contains("sadd", run.Error, StringComparison.Ordinal);
        Assert.Contains("'sad'", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_wrong_setting_is_named_at_once()
    {
        ProgramRun run = await ProgramRun.OfAsync(
            "transcribe", _folder.Path, "--set", "VoiceActivity:OnsetThreshold=7", "--set", "Endpointing:Silence=soon", "--set", "Transcription:MinLevelDb=12",
            "--set", "Engines:TranscriptionBeams=99", "--set", "Nonsense:Key=1", "--set", "Audio:Loudness=3",
            "--profile", "deluxe", "--set", "Models:Voice=word-emotion", "--set", "Models:Reply=oracle");
        Assert.Equal(ExitCodes.Configuration, run.ExitCode);
        Assert.All(
            (string[])["OnsetThreshold", "Endpointing:Silence", "MinLevelDb", "TranscriptionBeams", "Nonsense", "Audio:Loudness", "Models:Profile", "Models:Voice", "Models:Reply"],
            field => Assert.Contains(field, run.Error, StringComparison.Ordinal));
        run.IsPlain();
    }

    [Theory]
    [InlineData("transcribe"), InlineData("listen"), InlineData("emotion")]
    public async Task An_unknown_profile_ends_78_with_those_that_exist(string command)
    {
        string recording = _folder.Write("a.wav", WavFiles.Of(WavFiles.Hum, 1));
        ProgramRun run = await ProgramRun.OfAsync(command, recording, "--profile", "deluxe");
        Assert.Equal(ExitCodes.Configuration, run.ExitCode);
        Assert.Contains("deluxe", run.Error, StringComparison.Ordinal);
        Assert.Contains("embedded", run.Error, StringComparison.Ordinal);
        run.IsPlain();
    }

    [Theory]
    [InlineData("embedded", "ko"), InlineData("standard", "xx")]
    public async Task A_language_that_the_recogniser_lacks_ends_78(string profile, string language)
    {
        string recording = _folder.Write("a.wav", WavFiles.Of(WavFiles.Hum, 1));
        ProgramRun run = await ProgramRun.WithEnginesAsync("transcribe", recording, "--profile", profile, "-l", $"en,{language}");
        Assert.Equal(ExitCodes.Configuration, run.ExitCode);
        Assert.Contains($"doesn't understand {language}.", run.Error, StringComparison.Ordinal);
        run.IsPlain();
    }

    [Theory]
    [InlineData("say", "Hello."), InlineData("listen", "a.wav")]
    public async Task A_file_that_cannot_be_written_ends_73_before_any_work(string command, string argument)
    {
        if (command == "listen")
            argument = _folder.Write(argument, WavFiles.Of(WavFiles.Hum, 1));
        ProgramRun run = await ProgramRun.OfAsync(command, argument, "--out", _folder["no/such/folder/x.wav"]);
        Assert.Equal(ExitCodes.CannotCreate, run.ExitCode);
        Assert.Contains("can't be written", run.Error, StringComparison.Ordinal);
        run.IsPlain();
    }

    [Fact]
    public async Task A_text_without_words_is_not_spoken()
    {
        ProgramRun run = await ProgramRun.OfAsync("say", " *** ", "--out", _folder["x.wav"]);
        Assert.Equal(ExitCodes.NoInput, run.ExitCode);
        Assert.Contains("There is nothing to say", run.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();
}
