using System.CommandLine;
using EmotionVoice.Edge.Commands;

namespace EmotionVoice.Edge;

/// <summary>All commands of the program.</summary>
internal static class CommandLine
{
    public static RootCommand Build() => new(
        "A voice assistant on the device that understands words and the feeling in the voice.\n\n" +
        "Exit codes: 0 done · 1 the answer is no · 64 wrong command line · 65 damaged data · 66 input missing · " +
        "69 something needed is out of reach · 70 a defect of the program · 73 can't create a file · 78 wrong settings")
    {
        RunCommand.Create(),
    };
}
