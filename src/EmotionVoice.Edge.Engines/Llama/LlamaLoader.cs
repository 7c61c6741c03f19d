using LLama;
using LLama.Common;
using LLama.Exceptions;

namespace EmotionVoice.Edge.Engines.Llama;

/// <summary>Loads the model and makes its context and prompt format; failures say what to do.</summary>
internal static class LlamaLoader
{
    internal static async Task<(LLamaWeights Weights, LLamaContext Context)> LoadAsync(
        LlamaOptions options, IProgress<float>? progress, CancellationToken cancellationToken)
    {
        ModelParams parameters = new(options.ModelPath)
        {
            BatchSize = (uint)options.BatchSize,
            UBatchSize = (uint)options.BatchSize,
            GpuLayerCount = 0,
            // Layers with a sliding window keep all positions, or the memory could not go back to a shared beginning.
            SwaFull = true,
        };
        LLamaWeights weights = await LoadWeightsAsync(parameters, progress, cancellationToken);
        try
        {
            int threads = LlamaThreads.Choose(options.Threads, weights.ParameterCount, Environment.ProcessorCount);
            parameters.Threads = threads;
            parameters.BatchThreads = threads;
            parameters.ContextSize = (uint)Math.Min(options.ContextSize, weights.ContextSize);
            return (weights, weights.CreateContext(parameters));
        }
        catch (RuntimeError refused)
        {
            weights.Dispose();
            throw new InvalidOperationException(
                $"There is not enough memory for the language model with {parameters.ContextSize} tokens of context. " +
                "Lower ContextSize or choose a smaller model.", refused);
        }
    }

    internal static async Task<IPromptFormat> CreateFormatAsync(
        LlamaOptions options, LLamaWeights weights, CancellationToken cancellationToken)
    {
        if (options.PromptStyle == PromptStyle.FewShot)
        {
            string prefix = await ReadPrefixAsync(options.PrefixPath, cancellationToken);
            return new FewShotPrompt(prefix, options.UserLabel, options.AssistantLabel);
        }

        ChatTemplatePrompt format = new(weights, options.ChatTemplate);
        try
        {
            format.Write(new Conversation([], [], null));
            return format;
        }
        catch (RuntimeError unknown) when (unknown is MissingTemplateException or TemplateNotFoundException)
        {
            throw new InvalidOperationException(
                $"The language model {Path.GetFileName(options.ModelPath)} has no chat template that llama.cpp knows. " +
                "Name a known one in ChatTemplate (such as chatml), or set PromptStyle to FewShot for a base model.", unknown);
        }
    }

    private static async Task<string> ReadPrefixAsync(string? path, CancellationToken cancellationToken)
    {
        if (path is null)
            return "";
        try
        {
            return await File.ReadAllTextAsync(path, cancellationToken);
        }
        catch (IOException missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new FileNotFoundException(
                $"The examples for the language model, {path}, are not there. Correct PrefixPath, or leave it out.", path, missing);
        }
    }

    private static async Task<LLamaWeights> LoadWeightsAsync(
        ModelParams parameters, IProgress<float>? progress, CancellationToken cancellationToken)
    {
        try
        {
            return await LLamaWeights.LoadFromFileAsync(parameters, cancellationToken, progress);
        }
        catch (IOException missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new FileNotFoundException(
                $"The language model {parameters.ModelPath} is not there. Fetch it with: emotionvoice models fetch.",
                parameters.ModelPath, missing);
        }
        catch (LoadWeightsFailedException unreadable)
        {
            throw new InvalidDataException(
                $"{parameters.ModelPath} is not a language model that llama.cpp can load: it is damaged or no GGUF file. " +
                "Check it with: emotionvoice models verify.", unreadable);
        }
    }
}
