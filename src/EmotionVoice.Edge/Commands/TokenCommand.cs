using System.CommandLine;
using System.Globalization;
using EmotionVoice.Edge.Api.Audit;
using EmotionVoice.Edge.Api.Security;
using EmotionVoice.Edge.State;

namespace EmotionVoice.Edge.Commands;

/// <summary><c>emotionvoice token</c>: who may use the doors. What it does counts at once, for a running daemon too.</summary>
internal static class TokenCommand
{
    public static Command Create() => new("token", "Makes, lists and revokes the tokens with which other programs use the device over HTTP and WebSocket.")
    {
        Add(), List(), Revoke(),
    };

    private static Command Add()
    {
        Argument<string> name = new("name") { Description = "For whom, such as shop-backend." };
        Option<string> scopes = new("--scopes")
        {
            Description = "What it allows, with commas: talk (use the engines, hold a conversation), observe (see what happens, transcripts included), control (change settings).",
            DefaultValueFactory = _ => ScopeNames.Talk,
        };
        Option<int?> days = new("--days") { Description = "Expires after so many days. Default: never." };
        Option<string?> state = ServiceState.Option();
        Command command = new("add", "Makes a token and prints it, this once: only its hash is kept.") { name, scopes, days, state };
        name.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is not { Length: > 0 and <= 64 } text || text.Any(char.IsControl))
                result.AddError("The name has 1 to 64 characters.");
        });
        scopes.Validators.Add(result =>
        {
            if (!ScopeNames.TryParse(result.GetValueOrDefault<string>() ?? "", out _))
                result.AddError($"--scopes: choose of {string.Join(", ", ScopeNames.All.Keys)}, with commas.");
        });
        days.Validators.Add(result =>
        {
            // What is no number at all is told by the parser.
            if (result.Tokens is [{ Value: var text }] && int.TryParse(text, CultureInfo.InvariantCulture, out int count) && count is (< 1 or > 36_500))
                result.AddError("--days: from 1 to 36500.");
        });
        command.SetAction(async (parsed, cancellationToken) =>
        {
            Desk desk = Desk.Open(parsed.GetValue(state));
            _ = ScopeNames.TryParse(parsed.GetValue(scopes)!, out Scopes allowed);
            DateTimeOffset now = desk.Clock.GetUtcNow();
            string secret = Secret.Create();
            Token token = new(Secret.CreateId(), parsed.GetValue(name)!, allowed, Secret.Hash(secret), now, parsed.GetValue(days) is { } count ? now.AddDays(count) : null);
            desk.Tokens.Change(tokens => [.. tokens, token]);
            await desk.NoteAsync("token added", $"{token.Id} {string.Join(',', ScopeNames.Of(allowed))}", cancellationToken);
            // Standard output has the secret alone: token=$(emotionvoice token add shop).
            await parsed.InvocationConfiguration.Output.WriteLineAsync(secret);
            await parsed.InvocationConfiguration.Error.WriteLineAsync($"Token {token.Id} for {token.Name} ({string.Join(", ", ScopeNames.Of(allowed))}), {Until(token)}. It is not shown again.");
            return ExitCodes.Ok;
        });
        return command;
    }

    private static Command List()
    {
        Option<string?> state = ServiceState.Option();
        Command command = new("list", "Lists the tokens.") { state };
        command.SetAction(async (parsed, _) =>
        {
            Desk desk = Desk.Open(parsed.GetValue(state));
            TextWriter output = parsed.InvocationConfiguration.Output;
            IReadOnlyList<Token> tokens = desk.Tokens.Read();
            if (tokens.Count == 0)
                await parsed.InvocationConfiguration.Error.WriteLineAsync($"There is no token in {desk.Tokens.Path}. Make one with: emotionvoice token add <name>");
            foreach (Token token in tokens)
                await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                    $"{token.Id}  {string.Join(',', ScopeNames.Of(token.Scopes)),-20}  made {token.Created:yyyy-MM-dd}  {(token.IsExpired(desk.Clock.GetUtcNow()) ? "expired" : Until(token)),-22}  {token.Name}"));
            return ExitCodes.Ok;
        });
        return command;
    }

    private static Command Revoke()
    {
        Argument<string> which = new("id") { Description = "The token's id or name, as listed." };
        Option<string?> state = ServiceState.Option();
        Command command = new("revoke", "Takes a token back: from now on it is refused.") { which, state };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            Desk desk = Desk.Open(parsed.GetValue(state));
            string wanted = parsed.GetValue(which)!;
            List<Token> revoked = [];
            desk.Tokens.Change(tokens =>
            {
                revoked = [.. tokens.Where(token => token.Id == wanted || token.Name == wanted)];
                return [.. tokens.Except(revoked)];
            });
            if (revoked.Count == 0)
            {
                await parsed.InvocationConfiguration.Error.WriteLineAsync($"emotionvoice: there is no token '{wanted}'. See: emotionvoice token list");
                return ExitCodes.Failed;
            }

            foreach (Token token in revoked)
            {
                await desk.NoteAsync("token revoked", token.Id, cancellationToken);
                await parsed.InvocationConfiguration.Error.WriteLineAsync($"Token {token.Id} of {token.Name} is revoked.");
            }

            return ExitCodes.Ok;
        });
        return command;
    }

    private static string Until(Token token) => token.Expires is { } expires ? string.Create(CultureInfo.InvariantCulture, $"valid until {expires:yyyy-MM-dd}") : "never expires";

    private sealed record Desk(TokenFile Tokens, AuditFile Audit, TimeProvider Clock)
    {
        public static Desk Open(string? asked)
        {
            string folder = ServiceState.Folder(asked);
            return new Desk(new TokenFile(folder), new AuditFile(folder, TimeProvider.System), TimeProvider.System);
        }

        public Task NoteAsync(string what, string detail, CancellationToken cancellationToken) => Audit.AppendAsync(Environment.UserName, "command", what, detail, cancellationToken);
    }
}
