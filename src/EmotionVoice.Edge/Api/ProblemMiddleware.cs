using System.Globalization;
using EmotionVoice.Edge.Core.Audio;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace EmotionVoice.Edge.Api;

/// <summary>Whatever goes wrong behind it becomes a problem that says what happened; details of a defect stay in the log.</summary>
internal sealed class ProblemMiddleware(RequestDelegate next, ILogger<ProblemMiddleware> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
            if (context.Response is { HasStarted: false, StatusCode: >= 400, ContentType: null })
                await Plain(context.Response.StatusCode, context.Request).WriteAsync(context);
        }
        catch (Exception e) when ((e is OperationCanceledException or IOException) && context.RequestAborted.IsCancellationRequested)
        {
            // The client went away; a request that took too long has a status already.
            if (!context.Response.HasStarted)
                context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
        }
        catch (Exception e) when (!context.Response.HasStarted)
        {
            await TellAsync(context, e);
        }
        catch (Exception e)
        {
            // Too late for a status: a broken connection is the only honest end.
            if (e is not (OperationCanceledException or IOException))
                log.RequestFailed(e, context.Request.Method, Route(context));
            context.Abort();
        }
    }

    private async Task TellAsync(HttpContext context, Exception exception)
    {
        context.Response.Clear();
        if (exception is ProblemException { RetryAfter: { } after })
            context.Response.Headers.RetryAfter = Math.Ceiling(after.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        Problem problem = exception switch
        {
            ProblemException known => known.Problem,
            BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => Plain(StatusCodes.Status413PayloadTooLarge, context.Request),
            BadHttpRequestException bad => Problem.Of(bad.StatusCode, "bad_request", bad.Message),
            WavFormatException wav => Problem.Of(StatusCodes.Status400BadRequest, "bad_audio", wav.Message),
            InvalidDataException data => Problem.Of(StatusCodes.Status400BadRequest, "bad_request", data.Message),
            OperationCanceledException => Plain(StatusCodes.Status504GatewayTimeout, context.Request),
            _ => Problem.Of(StatusCodes.Status500InternalServerError, "internal_error", "This request failed inside the device; its log says why. Other requests are not touched by it."),
        };
        if (problem.Status == StatusCodes.Status500InternalServerError)
            log.RequestFailed(exception, context.Request.Method, Route(context));
        await problem.WriteAsync(context);
    }

    // The route as it was registered: what was asked for may hold anything.
    private static string Route(HttpContext context) => context.GetEndpoint()?.DisplayName ?? "no route";

    private static Problem Plain(int status, HttpRequest request) => status switch
    {
        StatusCodes.Status404NotFound => Problem.Of(status, "not_found", "There is no such address here; README.md lists them."),
        StatusCodes.Status405MethodNotAllowed => Problem.Of(status, "method_not_allowed", $"This address doesn't answer {request.Method}; the header Allow says what it answers."),
        StatusCodes.Status413PayloadTooLarge => Problem.Of(status, "too_large", "The request is larger than Api:MaxRequestMegabytes allows."),
        StatusCodes.Status415UnsupportedMediaType => Problem.Of(status, "unsupported_media_type", "This address doesn't take this content type."),
        StatusCodes.Status504GatewayTimeout => Problem.Of(status, "timeout", "The request took longer than Api:RequestTimeout allows."),
        _ => Problem.Of(status, "error", Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(status)),
    };
}
