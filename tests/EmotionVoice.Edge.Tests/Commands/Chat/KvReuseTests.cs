using EmotionVoice.Edge.Commands;
using EmotionVoice.Edge.Commands.Chat;
using EmotionVoice.Edge.Composition;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace EmotionVoice.Edge.Tests.Commands.Chat;

/// <summary>What a kept context saves in a conversation of five turns, and that it changes nothing.</summary>
public sealed class KvReuseTests
{
    private static readonly string[] s_lines =
        ["I failed my exam today.", "I studied for three weeks.", "My friend passed it.", "I can try again in May.", "Thank you for listening."];

    [Theory, InlineData("embedded"), InlineData("standard")]
    public async Task Turns_two_to_five_evaluate_less_than_half_of_their_prompt_and_say_the_same(string profile)
    {
        List<ChatTurn> kept = await ConverseAsync(profile, reuse: true);
        List<ChatTurn> cold = await ConverseAsync(profile, reuse: false);
        Assert.Equal(cold.Select(turn => turn.Reply), kept.Select(turn => turn.Reply));
        foreach ((ChatTurn with, ChatTurn without) in kept.Zip(cold).Skip(1))
        {
            Assert.Equal(0, without.Reused);
            Assert.InRange(with.Evaluated!.Value, 1, without.Evaluated!.Value / 2);
        }
    }

    private static async Task<List<ChatTurn>> ConverseAsync(string profile, bool reuse)
    {
        IConfigurationRoot configuration = SettingsSource.Load(use: null, [new("Models:Profile", profile), new("Engines:ReuseKv", reuse.ToString())]);
        await using ServiceProvider services = CommandServices.Build(configuration);
        try
        {
            TypedConversation conversation = ActivatorUtilities.CreateInstance<TypedConversation>(services, new TypedConversationOptions(null, Greedy: true));
            List<ChatTurn> turns = [];
            foreach (string line in s_lines)
            {
                await foreach (string _ in conversation.AnswerAsync(line, TestContext.Current.CancellationToken))
                {
                }

                turns.Add(conversation.Last!);
                await conversation.PrepareAsync("en", TestContext.Current.CancellationToken);
            }

            return turns;
        }
        catch (Exception e) when (Failures.ExitCode(e) is ExitCodes.Unavailable)
        {
            Assert.Skip($"{e.Message} (./scripts/test.sh fetches what registries have)");
            throw;
        }
    }
}
