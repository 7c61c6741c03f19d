using System.Text;
using EmotionVoice.Edge.Engines.Tests.Llama;
using LLama;
using LLama.Common;
using LLama.Native;

namespace EmotionVoice.Edge.Engines.Tests.Bindings.LLama;

public sealed class LogTests
{
    [Fact]
    public void MessagesReachTheCallback()
    {
        string path = LlamaTestModels.Reply;
        StringBuilder messages = new();
        NativeLogConfig.llama_log_set((_, message) =>
        {
            lock (messages)
                messages.Append(message);
        });
        LLamaWeights.LoadFromFile(new ModelParams(path)).Dispose();
        NativeLogConfig.llama_log_set((_, _) => { });
        Assert.Contains("general.architecture", messages.ToString(), StringComparison.Ordinal);
    }
}
