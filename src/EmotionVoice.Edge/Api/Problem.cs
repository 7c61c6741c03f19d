using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace EmotionVoice.Edge.Api;

/// <summary>
/// What went wrong with a request: RFC 9457, with OpenAI's <c>error</c> beside it, so that clients of either kind show
/// the sentence.
/// </summary>
internal sealed record Problem(string Type, string Title, int Status, string Detail, string Code, OpenAIError Error)
{
    public const string ContentType = "application/problem+json";

    /// <param name="status">HTTP status.</param>
    /// <param name="code">For programs: a word in snake_case, or an upper-case one where the protocol names it.</param>
    /// <param name="detail">For people: what happened and what to do.</param>
    public static Problem Of(int status, string code, string detail) =>
        new("about:blank", ReasonPhrases.GetReasonPhrase(status), status, detail, code, new OpenAIError(detail, status < 500 ? "invalid_request_error" : "server_error", code, null));

    public async Task WriteAsync(HttpContext context)
    {
        context.Response.StatusCode = Status;
        context.Response.ContentType = ContentType;
        // The connection may be gone already: then nobody wants to know.
        if (!context.RequestAborted.IsCancellationRequested)
            await JsonSerializer.SerializeAsync(context.Response.Body, this, ProblemJson.Readable.Problem, CancellationToken.None);
    }
}

internal sealed record OpenAIError(string Message, string Type, string Code, string? Param);

/// <summary>Ends a request with a problem.</summary>
internal sealed class ProblemException(int status, string code, string detail) : Exception(detail)
{
    public Problem Problem { get; } = Problem.Of(status, code, detail);

    /// <summary>When to try again; null: it would not help.</summary>
    public TimeSpan? RetryAfter { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(Problem))]
internal sealed partial class ProblemJson : JsonSerializerContext
{
    /// <summary>People read it: isn't, not isn\u0027t. It never stands in a page.</summary>
    public static ProblemJson Readable { get; } = new(new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
