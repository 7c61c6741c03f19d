namespace LLama.Native;

/// <summary>Severity of a message of libllama; <see cref="Continue"/> goes on with the message before it.</summary>
public enum LLamaLogLevel
{
    None = 0,
    Debug = 1,
    Info = 2,
    Warning = 3,
    Error = 4,
    Continue = 5,
}
