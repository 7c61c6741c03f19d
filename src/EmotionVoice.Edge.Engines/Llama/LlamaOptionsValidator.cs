using Microsoft.Extensions.Options;

namespace EmotionVoice.Edge.Engines.Llama;

/// <summary>Names every wrong field at once.</summary>
public sealed class LlamaOptionsValidator : IValidateOptions<LlamaOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, LlamaOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ValidateOptionsResultBuilder wrong = new();
        Check(options.ModelPath.Length > 0, nameof(options.ModelPath), "name the GGUF file");
        Check(Enum.IsDefined(options.PromptStyle), nameof(options.PromptStyle), "use ChatTemplate or FewShot");
        Check(options.PrefixPath is null || options.PromptStyle == PromptStyle.FewShot, nameof(options.PrefixPath), "works only with PromptStyle FewShot");
        Check(options.ChatTemplate is null || options.PromptStyle == PromptStyle.ChatTemplate, nameof(options.ChatTemplate), "works only with PromptStyle ChatTemplate");
        Check(options.UserLabel.Length > 0, nameof(options.UserLabel), "must not be empty");
        Check(options.AssistantLabel.Length > 0, nameof(options.AssistantLabel), "must not be empty");
        Check(options.UserLabel != options.AssistantLabel, nameof(options.AssistantLabel), "must differ from UserLabel");
        Check(options.ContextSize is >= 128 and <= 131072, nameof(options.ContextSize), "must be 128 to 131072 tokens");
        Check(options.BatchSize is >= 1 and <= 2048, nameof(options.BatchSize), "must be 1 to 2048 tokens");
        Check(options.Threads is null or (>= 1 and <= 64), nameof(options.Threads), "must be 1 to 64, or absent");
        Check(options.MaxOutputTokens is >= 1 and <= 4096, nameof(options.MaxOutputTokens), "must be 1 to 4096 tokens");
        Check(options.MaxOutputTokens <= options.ContextSize / 2, nameof(options.MaxOutputTokens), "must be at most half of ContextSize");
        Check(options.Temperature is >= 0 and <= 2, nameof(options.Temperature), "must be 0 to 2");
        Check(options.TopP is > 0 and <= 1, nameof(options.TopP), "must be above 0, at most 1");
        Check(Array.TrueForAll(options.StopSequences, s => s is { Length: > 0 }), nameof(options.StopSequences), "must not contain an empty text");
        Check(options.MaxEarlierTurns is null or (>= 0 and <= 1000), nameof(options.MaxEarlierTurns), "must be 0 to 1000, or absent");
        Check(options.DropTurnsTogether is >= 1 and <= 100, nameof(options.DropTurnsTogether), "must be 1 to 100");
        return wrong.Build();

        void Check(bool right, string field, string advice)
        {
            if (!right)
                wrong.AddError(advice + ".", field);
        }
    }
}
