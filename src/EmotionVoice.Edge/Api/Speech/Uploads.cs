using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using EmotionVoice.Edge.Api.Work;
using EmotionVoice.Edge.Core.Audio;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace EmotionVoice.Edge.Api.Speech;

/// <summary>
/// Reads what requests bring. Recordings stay in memory: speech of people doesn't go to a disk unasked. So that memory
/// stays bounded, only as many are here at a time as may wait for the engines. Any thread.
/// </summary>
internal sealed class Uploads(ApiOptions options)
{
    /// <summary>The longest recording of one request.</summary>
    public static readonly TimeSpan LongestSound = TimeSpan.FromMinutes(10);

    private const int JsonBytes = 1_000_000;

    private int _held;

    /// <summary>Reads a JSON object.</summary>
    /// <exception cref="ProblemException">It is none, or not one of that shape.</exception>
    public static async Task<T> JsonAsync<T>(HttpContext context, JsonTypeInfo<T> type)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = JsonBytes;
        if (!context.Request.HasJsonContentType())
            throw new ProblemException(StatusCodes.Status415UnsupportedMediaType, "unsupported_media_type", "This address takes application/json.");
        try
        {
            return await JsonSerializer.DeserializeAsync(context.Request.Body, type, context.RequestAborted)
                ?? throw new ProblemException(StatusCodes.Status400BadRequest, "bad_request", "The body is null; a JSON object is needed.");
        }
        catch (JsonException e)
        {
            throw new ProblemException(StatusCodes.Status400BadRequest, "bad_request", $"The body is not the JSON that is needed here: {e.Message}");
        }
    }

    /// <summary>Reads a recording, and the fields that came with it.</summary>
    /// <param name="context">A form with the recording as <c>file</c> or <c>audio</c>, or the recording as the body.</param>
    /// <exception cref="ProblemException">There is none, it is of a kind that isn't understood, or too many are here.</exception>
    /// <exception cref="WavFormatException">It is damaged.</exception>
    public async Task<(float[] Samples, IFormCollection Fields)> RecordingAsync(HttpContext context)
    {
        if (Interlocked.Increment(ref _held) > options.MaxWaiting + 1)
        {
            Interlocked.Decrement(ref _held);
            throw EngineQueue.Busy("As many recordings are being worked on as Api:MaxWaiting allows. Try again soon.");
        }

        // Until the request has ended: it keeps the recording while it waits for the engines.
        context.Response.RegisterForDispose(new Held(this));
        return context.Request.HasFormContentType ? await FromFormAsync(context) : (Read(await BodyAsync(context)), FormCollection.Empty);
    }

    private async Task<(float[], IFormCollection)> FromFormAsync(HttpContext context)
    {
        long largest = options.MaxRequestMegabytes * 1_000_000L;
        FormOptions form = new() { MemoryBufferThreshold = (int)largest, MultipartBodyLengthLimit = largest, ValueCountLimit = 64, ValueLengthLimit = 64 * 1024, KeyLengthLimit = 256 };
        IFormCollection fields = await ReadFormAsync(context, form);
        IFormFile file = fields.Files["file"] ?? fields.Files["audio"]
            ?? throw new ProblemException(StatusCodes.Status400BadRequest, "bad_request", "The form has no recording: a file named file or audio.");
        await using Stream sound = file.OpenReadStream();
        return (Read(sound), fields);
    }

    private static async Task<IFormCollection> ReadFormAsync(HttpContext context, FormOptions form)
    {
        try
        {
            return await context.Request.ReadFormAsync(form, context.RequestAborted);
        }
        catch (IOException e) when (e is not BadHttpRequestException && !context.RequestAborted.IsCancellationRequested)
        {
            throw new ProblemException(StatusCodes.Status400BadRequest, "bad_request", $"The form is damaged: {e.Message}");
        }
    }

    private static async Task<MemoryStream> BodyAsync(HttpContext context)
    {
        MemoryStream bytes = new();
        await context.Request.Body.CopyToAsync(bytes, context.RequestAborted);
        bytes.Position = 0;
        return bytes;
    }

    private static float[] Read(Stream sound)
    {
        Span<byte> start = stackalloc byte[12];
        int length = sound.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        if (Foreign(start[..length]) is { } kind)
            throw new ProblemException(StatusCodes.Status415UnsupportedMediaType, "unsupported_audio",
                $"The recording is {kind}. What works is WAV: PCM with 8, 16, 24 or 32 bits, or float, any number of channels, 4 to 192 kHz. Convert it, for example with: ffmpeg -i recording out.wav");
        sound.Position = 0;
        return WavReader.ReadMono16k(sound, allowTruncated: true, LongestSound).Samples;
    }

    // By the first bytes: names and content types say what they like.
    private static string? Foreign(ReadOnlySpan<byte> start) => start switch
    {
        _ when start.StartsWith("RIFF"u8) || start.IsEmpty => null,
        _ when start.StartsWith("fLaC"u8) => "FLAC",
        _ when start.StartsWith("OggS"u8) => "Ogg (Opus or Vorbis)",
        _ when start.StartsWith("ID3"u8) || (start.Length > 1 && start[0] == 0xFF && (start[1] & 0xE0) == 0xE0) => "MP3 or AAC",
        _ when start.StartsWith((ReadOnlySpan<byte>)[0x1A, 0x45, 0xDF, 0xA3]) => "WebM or Matroska",
        _ when start.Length >= 8 && start[4..8].SequenceEqual("ftyp"u8) => "MP4 or M4A",
        _ when start.StartsWith("FORM"u8) => "AIFF",
        _ => "of a kind that isn't known here",
    };

    private sealed class Held(Uploads uploads) : IDisposable
    {
        public void Dispose() => Interlocked.Decrement(ref uploads._held);
    }
}
