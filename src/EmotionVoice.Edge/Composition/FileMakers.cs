using EmotionVoice.Edge.Engines.Sherpa;
using EmotionVoice.Edge.Models;

namespace EmotionVoice.Edge.Composition;

/// <summary>Files of models that no registry has and that are made from others.</summary>
internal static class FileMakers
{
    public static IReadOnlyList<IModelFileMaker> All { get; } =
    [
        new DelegateFileMaker("moonshine-tokens", async (inputs, destination, cancellationToken) =>
        {
            string tokenizer = await File.ReadAllTextAsync(inputs[0], cancellationToken);
            await File.WriteAllTextAsync(destination, MoonshineTokens.FromLlamaTokenizer(tokenizer), cancellationToken);
        }),
    ];
}
