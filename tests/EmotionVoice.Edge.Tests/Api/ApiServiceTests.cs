using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using EmotionVoice.Edge.Api;
using EmotionVoice.Edge.Core.Pipeline;
using Microsoft.Extensions.Logging;

namespace EmotionVoice.Edge.Tests.Api;

public sealed class ApiServiceTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task HealthIsAnsweredBeforeTheEnginesAreWarmAndReadinessSaysHowFarTheyAre()
    {
        await using OpenDoors doors = await OpenDoors.StartAsync();
        Readiness readiness = doors.Get<Readiness>();

        Assert.Equal("ok\n", await doors.Http.GetStringAsync("/healthz", Token));
        readiness.Take(new ReadinessChanged(0.5f));
        using (HttpResponseMessage starting = await doors.GetAsync("/readyz"))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, starting.StatusCode);
            Assert.Equal("""{"status":"starting","share":0.5,"lost":[]}""", await starting.Content.ReadAsStringAsync(Token));
        }

        readiness.Take(new ReadinessChanged(1));
        readiness.Take(new DeviceLost(DeviceRole.Microphone, "usb", "gone"));
        Assert.Equal("""{"status":"ready","share":1,"lost":["microphone"]}""", await doors.Http.GetStringAsync("/readyz", Token));
    }

    [Fact]
    public async Task AnAddressThatIsTakenLeavesTheDoorsClosedAndSaysSo()
    {
        using TcpListener taken = new(IPAddress.Loopback, 0);
        taken.Start();
        int port = ((IPEndPoint)taken.LocalEndpoint).Port;

        await using OpenDoors doors = await OpenDoors.StartAsync(options => options.Port = port);

        Assert.Null(doors.Service.Address);
        (LogLevel level, string text) = Assert.Single(doors.Lines.All, line => line.Level >= LogLevel.Warning && line.Text.StartsWith("The doors", StringComparison.Ordinal));
        Assert.Equal(LogLevel.Warning, level);
        Assert.StartsWith($"The doors stay closed: http://127.0.0.1:{port} can't be listened at", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ClosedDoorsCanBeClosedAgain()
    {
        await using OpenDoors doors = await OpenDoors.StartAsync();
        Uri address = doors.Address;

        await doors.Service.StoppingAsync(Token);
        await doors.Service.StoppingAsync(Token);

        await Assert.ThrowsAsync<HttpRequestException>(() => doors.Http.GetStringAsync(new Uri(address, "/healthz"), Token));
    }

    [Fact]
    public async Task WhatIsNotThereIsAProblem()
    {
        await using OpenDoors doors = await OpenDoors.StartAsync();

        await OpenDoors.RefusedAsync(HttpStatusCode.NotFound, "not_found", doors.GetAsync("/nothing"));
        await OpenDoors.RefusedAsync(HttpStatusCode.MethodNotAllowed, "method_not_allowed", doors.SendAsync(HttpMethod.Delete, "/readyz"));
    }

    [Fact]
    public async Task OpenToOtherMachinesWithoutATokenOrTlsIsWarnedOf()
    {
        await using OpenDoors doors = await OpenDoors.StartAsync(options => options.Address = "0.0.0.0");

        Assert.Equal(2, doors.Lines.All.Count(line => line.Level == LogLevel.Warning && line.Text.StartsWith("The doors at http://0.0.0.0:", StringComparison.Ordinal)));
        doors.AddToken(Edge.Api.Security.Scopes.Talk);
        using HttpResponseMessage alive = await doors.Http.GetAsync(new Uri($"http://127.0.0.1:{doors.Address.Port}/healthz"), Token);
        Assert.Equal(HttpStatusCode.OK, alive.StatusCode);
    }

    [Fact]
    public async Task TheDocumentNamesEveryAddressAndWhatItTakes()
    {
        await using OpenDoors doors = await OpenDoors.StartAsync();

        using JsonDocument document = JsonDocument.Parse(await doors.Http.GetStringAsync("/openapi.json", Token));

        JsonElement paths = document.RootElement.GetProperty("paths");
        Assert.Equal(
            ["/healthz", "/metrics", "/readyz", "/v1/audio/speech", "/v1/audio/transcriptions", "/v1/chat/completions", "/v1/emotion", "/v1/realtime/client_secrets", "/voice-chat"],
            paths.EnumerateObject().Select(path => path.Name).Order(StringComparer.Ordinal));
        JsonElement speech = paths.GetProperty("/v1/audio/speech").GetProperty("post");
        Assert.True(speech.GetProperty("requestBody").GetProperty("content").TryGetProperty("application/json", out _));
        Assert.True(speech.GetProperty("responses").GetProperty("200").GetProperty("content").TryGetProperty("audio/wav", out _));
    }

    [Fact]
    public async Task NothingThatIsSentAsARequestHurtsTheDaemon()
    {
        await using OpenDoors doors = await OpenDoors.StartAsync(options => options.RequestsPerMinute = 1_000_000);
        Random random = new(8321);
        for (int i = 0; i < 2_000; i++)
        {
            using TcpClient client = new();
            await client.ConnectAsync(doors.Address.Host, doors.Address.Port, Token);
            await using NetworkStream stream = client.GetStream();
            try
            {
                await stream.WriteAsync(Mangled(random), Token);
                client.Client.Shutdown(SocketShutdown.Send);
                byte[] answer = new byte[4_096];
                int read, total = 0;
                while ((read = await stream.ReadAsync(answer.AsMemory(total % 2_048, 2_048), Token)) > 0)
                    total += read;
            }
            catch (IOException)
            {
                // Cut off, which is an answer too.
            }
        }

        Assert.Equal("ok\n", await doors.Http.GetStringAsync("/healthz", Token));
        Assert.DoesNotContain(doors.Lines.All, line => line.Level >= LogLevel.Error);
    }

    // A proper request with some bytes changed, cut out or doubled.
    private static byte[] Mangled(Random random)
    {
        string[] paths = ["/healthz", "/readyz", "/v1/realtime/client_secrets", "/v1/audio/speech", "/v1/audio/transcriptions", "/v1/chat/completions", "/v1/events", "/" + new string('a', random.Next(6_000))];
        string[] lengths = ["0", "2", "-1", "99999999999999999999", "4294967296", "x"];
        string body = random.Next(2) == 0 ? "{}" : "{\"input\":" + new string('[', random.Next(2_000));
        List<byte> bytes = [.. Encoding.Latin1.GetBytes(
            $"{(random.Next(2) == 0 ? "GET" : "POST")} {paths[random.Next(paths.Length)]} HTTP/1.{random.Next(3)}\r\nHost: localhost\r\nContent-Type: application/json\r\n" +
            $"Content-Length: {(random.Next(2) == 0 ? body.Length.ToString(System.Globalization.CultureInfo.InvariantCulture) : lengths[random.Next(lengths.Length)])}\r\nAuthorization: Bearer {new string('x', random.Next(700))}\r\n\r\n{body}")];
        for (int change = random.Next(6); change > 0; change--)
        {
            int at = random.Next(bytes.Count);
            switch (random.Next(3))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(at, Math.Min(random.Next(1, 40), bytes.Count - at - 1));
                    break;
                default:
                    bytes.InsertRange(at, bytes.GetRange(at, Math.Min(20, bytes.Count - at)));
                    break;
            }
        }

        return [.. bytes];
    }
}
