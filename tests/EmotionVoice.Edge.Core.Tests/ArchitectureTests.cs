using System.Text.RegularExpressions;
using System.Xml.Linq;
using EmotionVoice.Edge.Testing;

namespace EmotionVoice.Edge.Core.Tests;

/// <summary>Rules about the source itself.</summary>
public sealed partial class ArchitectureTests
{
    private static readonly string s_source = Path.Combine(Repository.Root, "src");

    [Fact]
    public void NativeFunctionsAreDeclaredUnderBindingsOnly()
    {
        IEnumerable<string> offenders = Sources().Where(file => !file.StartsWith(Path.Combine(s_source, "Bindings"), StringComparison.Ordinal))
            .Where(file => File.ReadAllText(file) is string text && (NativeImport().IsMatch(text) || text.Contains("DllImport", StringComparison.Ordinal)));

        Assert.Empty(offenders);
    }

    [Fact]
    public void WithinBindingsTheyStandInInteropFolders()
    {
        IEnumerable<string> offenders = Sources().Where(file => !file.Contains("/Interop/", StringComparison.Ordinal))
            .Where(file => NativeImport().IsMatch(File.ReadAllText(file)));

        Assert.Empty(offenders);
    }

    [Fact]
    public void ReferencesPointOneWay()
    {
        Assert.Empty(References("Core"));
        Assert.DoesNotContain(References("Engines"), name => name is "EmotionVoice.Edge" or "EmotionVoice.Edge.Devices");
        Assert.DoesNotContain(References("Devices"), name => name is "EmotionVoice.Edge" or "EmotionVoice.Edge.Engines");
    }

    [Fact]
    public void TheWholePathFitsOnOneScreen() =>
        Assert.InRange(File.ReadAllLines(Path.Combine(s_source, "EmotionVoice.Edge.Core", "Pipeline", "VoicePipeline.cs")).Length, 20, 80);

    [Fact]
    public void NoTwoLogMessagesShareANumber()
    {
        IEnumerable<string> numbers = Sources().Where(file => !file.Contains("/Bindings/", StringComparison.Ordinal))
            .SelectMany(file => LogNumber().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value));

        Assert.Empty(numbers.GroupBy(number => number).Where(group => group.Count() > 1).Select(group => group.Key));
    }

    private static IEnumerable<string> Sources() => Directory.EnumerateFiles(s_source, "*.cs", SearchOption.AllDirectories)
        .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal));

    private static IEnumerable<string> References(string part) =>
        XDocument.Load(Path.Combine(s_source, $"EmotionVoice.Edge.{part}", $"EmotionVoice.Edge.{part}.csproj"))
            .Descendants("ProjectReference").Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value));

    [GeneratedRegex(@"\[(DllImport|LibraryImport)")]
    private static partial Regex NativeImport();

    [GeneratedRegex(@"LoggerMessage\((\d+)")]
    private static partial Regex LogNumber();
}
