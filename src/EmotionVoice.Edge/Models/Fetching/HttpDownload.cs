using System.Net;
using System.Net.Http.Headers;
using Polly;
using Polly.Retry;

namespace EmotionVoice.Edge.Models.Fetching;

/// <summary>Brings an address into a part file: resumes, retries with back-off, gives up with a reason.</summary>
internal sealed class HttpDownload
{
    private const int BufferBytes = 128 * 1024;
    private static readonly TimeSpan ReportEvery = TimeSpan.FromMilliseconds(200);

    private readonly HttpClient _http;
    private readonly FetchPolicy _policy;
    private readonly TimeProvider _time;

    public HttpDownload(HttpClient http, FetchPolicy policy, TimeProvider time)
    {
        _http = http;
        _policy = policy;
        _time = time;
    }

    /// <summary>A client for fetching: follows redirects, never waits for a connection longer than 15 s.</summary>
    public static HttpClient CreateClient()
    {
        SocketsHttpHandler handler = new() { ConnectTimeout = TimeSpan.FromSeconds(15), MaxAutomaticRedirections = 10 };
        HttpClient client = new(handler) { Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.UserAgent.ParseAdd("emotionvoice");
        return client;
    }

    /// <param name="size">What the catalogue says; null when unknown.</param>
    /// <param name="report">Step, bytes here, bytes in all, note.</param>
    /// <exception cref="SourceException">The address can't give the file.</exception>
    /// <exception cref="IOException">The part can't be written.</exception>
    public async Task DownloadAsync(Uri address, PartFile part, long? size, Action<FetchStep, long, long?, string?> report, CancellationToken cancellationToken)
    {
        try
        {
            await Retrying(part, size, report).ExecuteAsync(async token => await AttemptAsync(address, part, size, report, token), cancellationToken);
        }
        catch (TransferException error)
        {
            throw new SourceException($"{error.Message} It was tried {_policy.Retries + 1} times; what arrived is kept, and the next run continues there.", innerException: error);
        }
    }

    private ResiliencePipeline Retrying(PartFile part, long? size, Action<FetchStep, long, long?, string?> report)
    {
        if (_policy.Retries == 0)
            return ResiliencePipeline.Empty;
        RetryStrategyOptions options = new()
        {
            ShouldHandle = new PredicateBuilder().Handle<TransferException>(),
            MaxRetryAttempts = _policy.Retries,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = _policy.FirstDelay,
            MaxDelay = _policy.LongestDelay,
            DelayGenerator = arguments => ValueTask.FromResult(
                arguments.Outcome.Exception is TransferException { RetryAfter: { } asked } ? (TimeSpan?)(asked < _policy.LongestDelay ? asked : _policy.LongestDelay) : null),
            OnRetry = arguments =>
            {
                report(FetchStep.Retrying, part.Length, size, arguments.Outcome.Exception!.Message);
                return default;
            },
        };
        return new ResiliencePipelineBuilder { TimeProvider = _time }.AddRetry(options).Build();
    }

    private async Task AttemptAsync(Uri address, PartFile part, long? size, Action<FetchStep, long, long?, string?> report, CancellationToken cancellationToken)
    {
        if (part.Length > 0 && part.Length == size)
            return;
        if (part.Length > size)
            part.Restart("");
        using CancellationTokenSource idle = new(_policy.IdleTimeout, _time);
        using CancellationTokenSource linked = CancellationTokenSource.CreateLinkedTokenSource(idle.Token, cancellationToken);
        try
        {
            using HttpRequestMessage request = new(HttpMethod.Get, address);
            AskForTheRest(request, part);
            using HttpResponseMessage response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, linked.Token);
            long? total = Judge(response, part, size);
            await using Stream body = await response.Content.ReadAsStreamAsync(linked.Token);
            await CopyAsync(body, part, total ?? size, idle, report, linked.Token);
        }
        catch (OperationCanceledException) when (idle.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TransferException($"The server sent nothing for {_policy.IdleTimeout.TotalSeconds:0.#} s.");
        }
        catch (HttpRequestException error)
        {
            throw new TransferException(error.HttpRequestError switch
            {
                HttpRequestError.NameResolutionError => $"The name {address.Host} was not found; is this device online?",
                HttpRequestError.ConnectionError => $"No connection to {address.Authority}: {error.Message}",
                HttpRequestError.ResponseEnded => "The server hung up before the end.",
                _ => error.Message,
            }, innerException: error);
        }
    }

    private static void AskForTheRest(HttpRequestMessage request, PartFile part)
    {
        if (part.Length == 0)
            return;
        request.Headers.Range = new RangeHeaderValue(part.Length, null);
        // With it a server whose file has changed sends all of it instead of an end that doesn't fit.
        if (part.Validator.Length > 0)
            request.Headers.TryAddWithoutValidation("If-Range", part.Validator);
    }

    /// <summary>Accepts or refuses the answer's head; gives the size of the whole file when the server says it.</summary>
    private static long? Judge(HttpResponseMessage response, PartFile part, long? size)
    {
        int status = (int)response.StatusCode;
        string answered = $"The server answered {status} {response.ReasonPhrase}.";
        if (response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable)
        {
            part.Restart("");
            throw new TransferException($"{answered} The file is fetched from its start.");
        }

        if (status is 408 or 425 or 429 or >= 500)
            throw new TransferException(answered, response.Headers.RetryAfter?.Delta);
        if (status is not (200 or 206))
            throw new SourceException(answered);

        long? total = response.Content.Headers.ContentLength;
        if (response.StatusCode == HttpStatusCode.PartialContent)
        {
            ContentRangeHeaderValue? range = response.Content.Headers.ContentRange;
            if (range?.From != part.Length)
            {
                part.Restart("");
                throw new TransferException("The server sent another part of the file than the one asked for. It is fetched from its start.");
            }

            total = range.Length ?? total + part.Length;
        }
        else
        {
            part.Restart(ValidatorOf(response));
        }

        return size is null || total is null || size == total
            ? total
            : throw new SourceException($"The server's file has {total} bytes, {size} expected; it is another file (or a page of the network's sign-in).", damaged: true);
    }

    private static string ValidatorOf(HttpResponseMessage response)
        => response.Headers.ETag is { IsWeak: false, Tag: var tag } ? tag : response.Content.Headers.LastModified?.ToString("R") ?? "";

    private async Task CopyAsync(Stream body, PartFile part, long? total, CancellationTokenSource idle, Action<FetchStep, long, long?, string?> report, CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[BufferBytes];
        long reported = _time.GetTimestamp();
        report(FetchStep.Downloading, part.Length, total, null);
        while (true)
        {
            int count = await ReadAsync(body, buffer, cancellationToken);
            if (count == 0)
                break;
            idle.CancelAfter(_policy.IdleTimeout);
            if (part.Length + count > total)
                throw new SourceException($"The server sent more than the {total} bytes expected; it is another file.", damaged: true);
            await part.AppendAsync(buffer.AsMemory(0, count), cancellationToken);
            if (_time.GetElapsedTime(reported) < ReportEvery)
                continue;
            reported = _time.GetTimestamp();
            report(FetchStep.Downloading, part.Length, total, null);
        }

        if (part.Length < total)
            throw new TransferException($"The server hung up after {part.Length} of {total} bytes.");
        report(FetchStep.Downloading, part.Length, total, null);
    }

    // Reading fails because of the network, writing because of the disk: only the first is worth a retry.
    private static async ValueTask<int> ReadAsync(Stream body, byte[] buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await body.ReadAsync(buffer, cancellationToken);
        }
        catch (IOException error)
        {
            throw new TransferException("The connection broke before the end.", innerException: error);
        }
    }
}
