namespace EmotionVoice.Edge.Core.Dialogue.Tools;

/// <summary>A Model Context Protocol server whose tools can be used: a program that is started, or an address.</summary>
public sealed class ToolServerOptions
{
    /// <summary>The program, as in <c>npx</c> or <c>/usr/bin/node</c>. It speaks the protocol on its standard input and output.</summary>
    public string Command { get; set; } = "";

    public string[] Args { get; set; } = [];

    /// <summary>Variables for the program, by name. Of the daemon's own it gets PATH, HOME and the like only.</summary>
    public Dictionary<string, string> Environment { get; set; } = [];

    /// <summary>Variables whose values are secret: by name the file with the value, or the name of a systemd credential.</summary>
    public Dictionary<string, string> Secrets { get; set; } = [];

    /// <summary>In place of a program: the address of a server that runs elsewhere.</summary>
    public string Url { get; set; } = "";

    /// <summary>File with the bearer token for that server, or the name of a systemd credential. Default: none.</summary>
    public string TokenFile { get; set; } = "";

    /// <summary>The tools that may be used. Empty (the default): all.</summary>
    public string[] Allow { get; set; } = [];

    /// <summary>Tools that ask for a yes first, beside those that the server itself calls destructive; <c>*</c>: all.</summary>
    public string[] Confirm { get; set; } = [];

    /// <summary>What somebody says to use a tool; for models that can't call functions, and quicker with those that can.</summary>
    public ToolPhraseOptions[] Phrases { get; set; } = [];

    /// <summary>Longest time to start and to tell what it can do. Default 30 s; 1 s to 5 min.</summary>
    public TimeSpan StartTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Most characters of a result that are used. Default 4,000; 100 to 100,000.</summary>
    public int MaxResult { get; set; } = 4_000;
}

/// <summary>Phrases that call a tool.</summary>
public sealed class ToolPhraseOptions
{
    /// <summary>The tool's name as its server has it.</summary>
    public string Tool { get; set; } = "";

    /// <summary>See <see cref="ToolPhrase"/>: <c>weather in|for {city}</c>, <c>{city} 날씨</c>.</summary>
    public string[] Say { get; set; } = [];

    /// <summary>Parameters that are always the same, beside those that a phrase takes from what is said.</summary>
    public Dictionary<string, string> With { get; set; } = [];
}
