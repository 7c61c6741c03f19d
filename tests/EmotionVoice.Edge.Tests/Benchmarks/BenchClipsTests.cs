using EmotionVoice.Edge.Benchmarks;
using EmotionVoice.Edge.Core.Audio;
using EmotionVoice.Edge.Core.Capture;
using EmotionVoice.Edge.Core.Synthesis;
using EmotionVoice.Edge.Core.Transcription;
using EmotionVoice.Edge.Testing;
using EmotionVoice.Edge.Tests.Models;
using Microsoft.Extensions.DependencyInjection;

namespace EmotionVoice.Edge.Tests.Benchmarks;

public sealed class BenchClipsTests
{
    [Fact]
    public void AFolderIsPlayedInOrderAndFromTheBeginningAgain()
    {
        using TestFolder folder = new();
        folder.Write("b.wav", []);
        folder.Write("a.wav", []);
        folder.Write("a.txt", []);

        using BenchClips clips = BenchClips.FromFolder(folder.Path);

        Assert.Equal([folder["a.wav"], folder["b.wav"], folder["a.wav"]], clips.Take(3));
    }

    [Fact]
    public void AFolderThatIsMissingOrHoldsNoSoundIsRefusedInWords()
    {
        using TestFolder folder = new();

        Assert.Contains("no WAV files", Assert.Throws<FileNotFoundException>(() => BenchClips.FromFolder(folder.Path)).Message, StringComparison.Ordinal);
        Assert.Contains("no folder", Assert.Throws<DirectoryNotFoundException>(() => BenchClips.FromFolder(folder["none"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WithoutAFolderTheProgramsOwnVoiceSpeaksAndItsFilesGoAwayAgain()
    {
        FakeSynthesizer voice = new();
        await using ServiceProvider services = Services(voice);
        string[] files;
        using (BenchClips clips = await BenchClips.SpeakAsync(services, TestContext.Current.CancellationToken))
        {
            files = [.. clips.Files];
            using FileStream first = File.OpenRead(files[0]);
            Assert.True(WavReader.ReadMono16k(first).Samples.Length > 0);
        }

        Assert.All(voice.Requests, request => Assert.Equal("en", request.Language));
        Assert.DoesNotContain(files, File.Exists);
    }

    [Fact]
    public async Task AVoiceThatGivesNoSoundIsNamed()
    {
        await using ServiceProvider services = Services(new FakeSynthesizer { Failure = _ => new AudioDeviceException("The voice is hoarse.") });

        AudioDeviceException refused = await Assert.ThrowsAsync<AudioDeviceException>(() => BenchClips.SpeakAsync(services, TestContext.Current.CancellationToken));

        Assert.Contains("hoarse", refused.Message, StringComparison.Ordinal);
    }

    private static ServiceProvider Services(FakeSynthesizer voice) =>
        new ServiceCollection().AddSingleton<ISynthesizer>(voice).AddSingleton(new TranscriptionOptions()).BuildServiceProvider();
}
