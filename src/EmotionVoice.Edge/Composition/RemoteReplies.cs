using EmotionVoice.Edge.Core.Dialogue;
using EmotionVoice.Edge.Core.Dialogue.Remote;
using EmotionVoice.Edge.Core.Emotion;
using EmotionVoice.Edge.Core.Pipeline;
using EmotionVoice.Edge.Engines.OpenAi;
using Microsoft.Extensions.Logging;

namespace EmotionVoice.Edge.Composition;

/// <summary>Puts the server of the settings in front of the models on this device.</summary>
internal sealed class RemoteReplies(RemoteOptions options, ConversationEvents events, TimeProvider clock, ILoggerFactory logs)
{
    /// <param name="local">Answer when the server doesn't; owned by the result.</param>
    /// <param name="languages">The expected ones, the first first.</param>
    /// <exception cref="SettingsException">The key can't be read.</exception>
    public ReplyModels InFrontOf(ReplyModels local, IReadOnlyList<string> languages)
    {
        ReplyServer server = new(Client(), options, events, clock, logs.CreateLogger<ReplyServer>());
        Dictionary<ReplyModel, ReplyModel> both = local.All.ToDictionary(
            model => model, model => new ReplyModel(server.Name, new FallbackChatClient(server, model), Style));
        logs.CreateLogger<RemoteReplies>().WordsLeave(options.Server, options.Model, string.Join(", ", local.All.Select(model => model.Name).Distinct()));
        return new ReplyModels(both[local.For(languages[0])], languages.ToDictionary(language => language, language => both[local.For(language)]));
    }

    /// <summary>Asks the server without a second thought.</summary>
    /// <exception cref="SettingsException">The key can't be read.</exception>
    public OpenAiChatClient Client()
    {
        List<string> problems = [];
        string? key = RemoteKey.Read(options, Environment.GetEnvironmentVariable, problems);
        return problems.Count == 0 ? new OpenAiChatClient(options, key) : throw new SettingsException(problems);
    }

    // No openers: not every server can go on from a beginning.
    private ReplyStyle Style => new() { Tag = EmotionTag.Note, MaxTurns = int.MaxValue, MaxTokens = options.MaxTokens, Temperature = options.Temperature, CallsFunctions = options.CallsFunctions };
}
