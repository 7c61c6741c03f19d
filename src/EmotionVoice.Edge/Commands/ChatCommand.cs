using System.CommandLine;
using EmotionVoice.Edge.Commands.Chat;
using EmotionVoice.Edge.Core.Dialogue.Tools;
using EmotionVoice.Edge.Core.Emotion;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace EmotionVoice.Edge.Commands;

/// <summary><c>emotionvoice chat</c>: the conversation, typed.</summary>
internal static class ChatCommand
{
    public static Command Create()
    {
        SettingsArguments settings = new();
        Option<string?> emotion = EmotionOption.Create("The feeling to take each line for. Default: what its words say.");
        Option<bool> json = new("--json") { Description = "One JSON object a turn." };
        Option<bool> timings = new("--timings") { Description = "Show time to the first token and what of the prompt was evaluated or kept from before." };
        Option<bool> greedy = new("--greedy") { Description = "Always take the likeliest token: the same words lead to the same reply." };
        Option<bool> cold = new("--no-kv-reuse") { Description = "Evaluate the whole prompt in every turn, to compare." };
        Command command = new("chat", "A typed conversation. /emotion <feeling|auto>, /forget and /quit are commands; lines can be piped in.") { emotion, json, timings, greedy, cold };
        settings.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            ChatOutput output = new(parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error, parsed.GetValue(json), parsed.GetValue(timings), !Console.IsInputRedirected);
            return RunAsync(
                settings.Load(parsed, ("Engines:ReuseKv", parsed.GetValue(cold) ? "false" : null)),
                EmotionOption.Value(parsed, emotion), parsed.GetValue(greedy), output, cancellationToken);
        });
        return command;
    }

    private static async Task<int> RunAsync(IConfigurationRoot configuration, EmotionLabel? emotion, bool greedy, ChatOutput output, CancellationToken cancellationToken)
    {
        await using ServiceProvider services = CommandServices.Build(configuration, own => own.AddSingleton<IAnnouncer>(new ChatAnnouncer(output)));
        TypedConversation conversation = ActivatorUtilities.CreateInstance<TypedConversation>(services, new TypedConversationOptions(emotion, greedy));
        // Timers that were set in a typed conversation ring in it, and end with it.
        using CancellationTokenSource ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task ringing = services.GetRequiredService<ReminderBell>().RunAsync(ended.Token);
        await new ChatLoop(conversation, output).RunAsync(Console.In, cancellationToken);
        await ended.CancelAsync();
        await ringing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return ExitCodes.Ok;
    }
}
