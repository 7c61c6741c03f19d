using EmotionVoice.Edge.Diagnostics;
using EmotionVoice.Edge.Tests.Models;

namespace EmotionVoice.Edge.Tests.Diagnostics;

/// <summary>Another machine's files in a folder.</summary>
internal sealed class FakeSystem : IDisposable
{
    private readonly TestFolder _root = new();

    public FakeSystem() => Files = new SystemFiles(_root.Path);

    public SystemFiles Files { get; }

    public FakeSystem With(string path, string text = "")
    {
        _root.Write(path.TrimStart('/'), System.Text.Encoding.UTF8.GetBytes(text));
        return this;
    }

    public void Dispose() => _root.Dispose();
}
