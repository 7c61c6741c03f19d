using System.CommandLine;
using EmotionVoice.Edge.Models.CommandLine;

namespace EmotionVoice.Edge.Commands;

/// <summary><c>emotionvoice models …</c>.</summary>
internal static class ModelsCommand
{
    public static Command Create(ModelsContext context) => new("models", "Lists, fetches, checks and chooses the models that the device uses.")
    {
        List(context),
        Fetch(context),
        Verify(context),
        Use(context),
    };

    private static Command List(ModelsContext context)
    {
        Option<bool> json = Json();
        Command command = new("list", "Shows every model of the catalogue, and which are here and in use.") { json };
        command.SetAction((line, cancellation) => context.RunAsync(services => ListModels.ListAsync(context, services, line.GetValue(json), cancellation)));
        return command;
    }

    private static Command Fetch(ModelsContext context)
    {
        Argument<string[]> names = Names("Models or profiles; without one, what the profile in use needs.");
        Option<bool> trust = new("--trust-on-first-use") { Description = "Accept files whose hash the catalogue does not know, and remember it from then on." };
        Command command = new("fetch", "Brings models into the cache: resumes, checks every hash, takes the first source that has it.") { names, trust };
        command.SetAction((line, cancellation) => context.RunAsync(
            services => FetchModels.RunAsync(context, services, line.GetValue(names) ?? [], line.GetValue(trust), cancellation)));
        return command;
    }

    private static Command Verify(ModelsContext context)
    {
        Argument<string[]> names = Names("Models or profiles; without one, all that are here and all that the profile in use needs.");
        Option<bool> json = Json();
        Command command = new("verify", "Reads every file again and compares its hash with the catalogue. Exit code 65: damaged, 69: missing.") { names, json };
        command.SetAction((line, cancellation) => context.RunAsync(
            services => ListModels.VerifyAsync(context, services, line.GetValue(names) ?? [], line.GetValue(json), cancellation)));
        return command;
    }

    private static Command Use(ModelsContext context)
    {
        Argument<string> name = new("name") { Description = "A profile (auto, embedded, standard, korean, remote) or a model." };
        Command command = new("use", "Writes the choice to the settings; it holds from the next start.") { name };
        command.SetAction((line, _) => context.RunAsync(services => Task.FromResult(UseModels.Run(context, services, line.GetValue(name)!))));
        return command;
    }

    private static Argument<string[]> Names(string description) => new("name") { Description = description, Arity = ArgumentArity.ZeroOrMore };

    private static Option<bool> Json() => new("--json") { Description = "One JSON object a line." };
}
