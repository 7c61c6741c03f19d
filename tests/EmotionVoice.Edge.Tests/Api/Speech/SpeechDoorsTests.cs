using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using EmotionVoice.Edge.Api.Security;
using EmotionVoice.Edge.Api.Work;
using EmotionVoice.Edge.Core.Audio;
using EmotionVoice.Edge.Core.Dialogue;
using EmotionVoice.Edge.Core.Emotion;
using EmotionVoice.Edge.Core.Pipeline;
using EmotionVoice.Edge.Core.Synthesis;
using EmotionVoice.Edge.Core.Transcription;
using EmotionVoice.Edge.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace EmotionVoice.Edge.Tests.Api.Speech;

public sealed class SpeechDoorsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ARecordingBecomesWordsInEveryShape()
    {
        await using OpenDoors doors = await OpenDoors.StartAsync();

        using JsonDocument plain = await JsonAsync(PostAsync(doors, "/v1/audio/transcriptions", Form(Wav(), ("model", "whisper-1"))));
        Assert.Equal("Tell me something.", plain.RootElement.GetProperty("text").GetString());
        Assert.Equal(3, plain.RootElement.GetProperty("usage").GetProperty("seconds").GetInt32());
        using JsonDocument verbose = await JsonAsync(PostAsync(doors, "/v1/audio/transcriptions", Form(Wav(), ("response_format", "verbose_json"))));
        Assert.Equal("en", verbose.RootElement.GetProperty("language").GetString());
        Assert.Equal("Tell me something.", Assert.Single(verbose.RootElement.GetProperty("segments").EnumerateArray()).GetProperty("text").GetString());
        using HttpResponseMessage text = await PostAsync(doors, "/v1/audio/transcriptions", Form(Wav(), ("response_format", "text")));
        Assert.Equal("Tell me something.\n", await text.Content.ReadAsStringAsync(Token));
    }

    [Fact]
    public async Task WhatIsNoWavIsNamedAndSoIsWhatWorks()
    {
        await using OpenDoors doors = await OpenDoors.StartAsync();
        foreach ((byte[] start, string kind) in new[] { ("fLaC\0\0\0\"abcd"u8.ToArray(), "FLAC"), ("OggS0123456789"u8.ToArray(), "Ogg"), ("ID3\u00040123456789"u8.ToArray(), "MP3"), ([0x1A, 0x45, 0xDF, 0xA3, 0, 0, 0, 0, 0, 0, 0, 0], "WebM") })
        {
            using HttpResponseMessage refused = await PostAsync(doors, "/voice-chat", Form(start));
            Assert.Equal((HttpStatusCode.UnsupportedMediaType, "unsupported_audio"), (refused.StatusCode, await OpenDoors.CodeAsync(refused)));
            string detail = await refused.Content.ReadAsStringAsync(Token);
            Assert.Contains(kind, detail, StringComparison.Ordinal);
            Assert.Contains("What works is WAV", detail, StringComparison.Ordinal);
        }

        await OpenDoors.RefusedAsync(HttpStatusCode.BadRequest, "bad_audio", PostAsync(doors, "/voice-chat", Form("RIFF\0\0\0\0WAVEfmt "u8.ToArray())));
        await OpenDoors.RefusedAsync(HttpStatusCode.BadRequest, "bad_audio", PostAsync(doors, "/voice-chat", Form([])));
        await OpenDoors.RefusedAsync(HttpStatusCode.BadRequest, "bad_request", PostAsync(doors, "/voice-chat", new MultipartFormDataContent { { new StringContent("x"), "persona" } }));
    }

    [Theory]
    [InlineData("--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.wav\"\r\n\r\nRIFF")]
    [InlineData("--x\r\nContent-Disposition: form-data; name=\"persona\"\r\n\r\nMira\r\n--")]
    [InlineData("--y--")]
    [InlineData("")]
    public async Task ADamagedFormIsTheClientsMistake(string body)
    {
        await using OpenDoors doors = await OpenDoors.StartAsync();
        StringContent form = new(body);
        form.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=x");

        await OpenDoors.RefusedAsync(HttpStatusCode.BadRequest, "bad_request", PostAsync(doors, "/voice-chat", form));
        Assert.DoesNotContain(doors.Lines.All, line => line.Level >= Microsoft.Extensions.Logging.LogLevel.Error);
    }

    [Fact]
    public async Task LimitsAndLanguagesAreKept()
    {
        await using OpenDoors doors = await OpenDoors.StartAsync(options => options.MaxRequestMegabytes = 1);

        await OpenDoors.RefusedAsync(HttpStatusCode.RequestEntityTooLarge, "too_large", PostAsync(doors, "/v1/audio/transcriptions", Form(new byte[1_100_000])));
        await OpenDoors.RefusedAsync(HttpStatusCode.BadRequest, "unsupported_language", PostAsync(doors, "/v1/audio/transcriptions", Form(Wav(), ("language", "fr"))));
        await OpenDoors.RefusedAsync(HttpStatusCode.BadRequest, "unsupported_format", PostAsync(doors, "/v1/audio/transcriptions", Form(Wav(), ("response_format", "srt"))));
    }

    [Fact]
    public async Task WhenTheEnginesAreBusyAndEnoughWaitOneMoreIsToldSoAtOnce()
    {
        await using OpenDoors doors = await OpenDoors.StartAsync(options => options.MaxWaiting = 0);
        using (await doors.Get<EngineQueue>().EnterAsync("somebody", Token))
        {
            using HttpResponseMessage busy = await PostAsync(doors, "/v1/audio/speech", Json("""{"input":"Hello."}"""));
            Assert.Equal((HttpStatusCode.ServiceUnavailable, "BUSY"), (busy.StatusCode, await OpenDoors.CodeAsync(busy)));
            Assert.NotNull(busy.Headers.RetryAfter);
        }

        using HttpResponseMessage free = await PostAsync(doors, "/v1/audio/speech", Json("""{"input":"Hello."}"""));
        Assert.Equal(HttpStatusCode.OK, free.StatusCode);
    }

    [Fact]
    public async Task WhoWaitsLongerThanTheSettingsAllowIsToldSo()
    {
        await using OpenDoors doors = await OpenDoors.StartAsync(options => options.RequestTimeout = TimeSpan.FromSeconds(1));
        using (await doors.Get<EngineQueue>().EnterAsync("somebody", Token))
            await OpenDoors.RefusedAsync(HttpStatusCode.GatewayTimeout, "timeout", PostAsync(doors, "/v1/audio/speech", Json("""{"input":"Hello."}""")));
        Assert.Equal(0, doors.Get<EngineQueue>().Waiting);
    }

    [Fact]
    public async Task ATextBecomesSoundInTheAskedToneAndFormat()
    {
        FakeSynthesizer voice = new();
        await using OpenDoors doors = await OpenDoors.StartAsync(engines: services => services.AddSingleton<ISynthesizer>(voice));

        using HttpResponseMessage wav = await PostAsync(doors, "/v1/audio/speech", Json("""{"model":"tts-1","voice":"alloy","input":"Hello there. How are you?"}"""));
        Assert.Equal("audio/wav", wav.Content.Headers.ContentType!.MediaType);
        WavSound sound = WavReader.Read(await wav.Content.ReadAsStreamAsync(Token));
        Assert.Equal(22_050, sound.SampleRateHz);
        Assert.Equal(["Hello there.", "How are you?"], voice.Requests.Select(request => request.Text));

        using HttpResponseMessage pcm = await PostAsync(doors, "/v1/audio/speech", Json("""{"input":"Hello there. How are you?","response_format":"pcm"}"""));
        Assert.Equal("audio/pcm", pcm.Content.Headers.ContentType!.MediaType);
        byte[] bytes = await pcm.Content.ReadAsByteArrayAsync(Token);
        Assert.Equal(sound.Duration.TotalSeconds, bytes.Length / 2 / 24_000.0, 0.02);

        using HttpResponseMessage fast = await PostAsync(doors, "/v1/audio/speech", Json("""{"input":"Hello.","speed":2,"emotion":"sad"}"""));
        Assert.Equal(HttpStatusCode.OK, fast.StatusCode);
        Assert.NotEqual(voice.Requests[0].Rate, voice.Requests[^1].Rate);
    }

    [Theory]
    [InlineData("""{"input":""}""")]
    [InlineData("""{"input":"..."}""")]
    [InlineData("""{}""")]
    [InlineData("""{"input":"Hello.","response_format":"mp3"}""")]
    [InlineData("""{"input":"Hello.","speed":9}""")]
    [InlineData("""{"input":"Hello.","emotion":"hungry"}""")]
    [InlineData("""{"input":7}""")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{")]
    [InlineData("")]
    public async Task AWrongRequestForSpeechSaysWhatIsWrong(string body)
    {
        await using OpenDoors doors = await OpenDoors.StartAsync();

        await OpenDoors.RefusedAsync(HttpStatusCode.BadRequest, "bad_request", PostAsync(doors, "/v1/audio/speech", Json(body)));
    }

    [Fact]
    public async Task TheModelAnswersWholeAndWithTheDevicesPersonaAndFeeling()
    {
        FakeChatClient chat = new("The sea is deep.");
        await using OpenDoors doors = await OpenDoors.StartAsync(engines: services =>
        {
            services.AddSingleton(OpenDoors.Chat(chat));
            services.AddSingleton<IWordEmotionRecognizer>(new FakeWordEmotion(EmotionLabel.Sad));
        });

        using JsonDocument answer = await JsonAsync(PostAsync(doors, "/v1/chat/completions", Json("""{"model":"x","messages":[{"role":"user","content":[{"type":"text","text":"My cat died."}]}]}""")));
        JsonElement choice = Assert.Single(answer.RootElement.GetProperty("choices").EnumerateArray());
        Assert.Equal("chat.completion", answer.RootElement.GetProperty("object").GetString());
        Assert.Equal("The sea is deep.", choice.GetProperty("message").GetProperty("content").GetString());
        Assert.Equal("stop", choice.GetProperty("finish_reason").GetString());
        Assert.Equal(["system", "user"], chat.Requests[0].Select(message => message.Role.Value));
        Assert.Equal("My cat died. (The speaker sounds sad.)", chat.Requests[0][1].Text);

        using JsonDocument own = await JsonAsync(PostAsync(doors, "/v1/chat/completions", Json("""{"messages":[{"role":"system","content":"Be a pirate."},{"role":"user","content":"Hi"}]}""")));
        Assert.Equal("Be a pirate.", chat.Requests[1][0].Text);
        Assert.Equal(2, chat.Requests[1].Count);
    }

    [Fact]
    public async Task TheModelAnswersWordByWordAsEvents()
    {
        await using OpenDoors doors = await OpenDoors.StartAsync(engines: services => services.AddSingleton(OpenDoors.Chat(new FakeChatClient("The sea is deep."))));

        using HttpResponseMessage response = await PostAsync(doors, "/v1/chat/completions", Json("""{"stream":true,"messages":[{"role":"user","content":"Hi"}]}"""));
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType!.MediaType);
        string[] data = [.. (await response.Content.ReadAsStringAsync(Token)).Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Select(line => line["data: ".Length..])];

        Assert.Equal("[DONE]", data[^1]);
        JsonElement[] choices = [.. data.SkipLast(1).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("choices")[0])];
        Assert.Equal("assistant", choices[0].GetProperty("delta").GetProperty("role").GetString());
        Assert.Equal("The sea is deep.", string.Concat(choices.Select(choice => choice.GetProperty("delta").TryGetProperty("content", out JsonElement text) ? text.GetString() : "")));
        Assert.Equal("stop", choices[^1].GetProperty("finish_reason").GetString());
    }

    [Fact]
    public async Task AStreamIsBrokenOffWithAReasonWhenSomebodySpeaksToTheDevice()
    {
        FakeChatClient chat = new("The sea is deep.");
        await using OpenDoors doors = await OpenDoors.StartAsync(engines: services => services.AddSingleton(OpenDoors.Chat(chat)));
        LocalTurn local = doors.Get<LocalTurn>();
        chat.BeforeToken = (token, cancellation) =>
        {
            if (token < 2)
                return Task.CompletedTask;
            local.Take(new StateChanged(ConversationState.Hearing));
            return Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellation);
        };

        using HttpResponseMessage response = await PostAsync(doors, "/v1/chat/completions", Json("""{"stream":true,"messages":[{"role":"user","content":"Hi"}]}"""));
        string last = (await response.Content.ReadAsStringAsync(Token)).Split("\n\n", StringSplitOptions.RemoveEmptyEntries)[^1];

        using JsonDocument error = JsonDocument.Parse(last["data: ".Length..]);
        Assert.Equal("BUSY", error.RootElement.GetProperty("error").GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("""{"messages":[]}""", "bad_request")]
    [InlineData("""{"messages":[{"role":"assistant","content":"Hi"}]}""", "bad_request")]
    [InlineData("""{"messages":[{"role":"robot","content":"Hi"}]}""", "bad_request")]
    [InlineData("""{"messages":[{"role":"user"}]}""", "bad_request")]
    [InlineData("""{"messages":[null]}""", "bad_request")]
    [InlineData("""{"messages":[{"role":"user","content":[{"type":"image_url"}]}]}""", "unsupported_content")]
    [InlineData("""{"messages":[{"role":"user","content":"Hi"}],"n":2}""", "unsupported_parameter")]
    [InlineData("""{"messages":[{"role":"user","content":"Hi"}],"tools":[{}]}""", "unsupported_parameter")]
    [InlineData("""{"messages":[{"role":"user","content":"Hi"}],"temperature":-1}""", "bad_request")]
    public async Task AWrongRequestForChatSaysWhatIsWrong(string body, string code)
    {
        await using OpenDoors doors = await OpenDoors.StartAsync();

        await OpenDoors.RefusedAsync(HttpStatusCode.BadRequest, code, PostAsync(doors, "/v1/chat/completions", Json(body)));
    }

    [Fact]
    public async Task WordsThatAreNoUtf8AreRefused()
    {
        await using OpenDoors doors = await OpenDoors.StartAsync();
        ByteArrayContent body = new([.. "{\"messages\":[{\"role\":\"user\",\"content\":\"a"u8, 0xFF, .. "\"}]}"u8]);
        body.Headers.ContentType = new MediaTypeHeaderValue("application/json");

        await OpenDoors.RefusedAsync(HttpStatusCode.BadRequest, "bad_request", PostAsync(doors, "/v1/chat/completions", body));
    }

    [Fact]
    public async Task TheFeelingOfARecordingComesAsAWholeAndOverTime()
    {
        await using OpenDoors doors = await OpenDoors.StartAsync();

        using JsonDocument felt = await JsonAsync(PostAsync(doors, "/v1/emotion?window=1&hop=0.5", Form(Wav())));
        Assert.Equal("happy", felt.RootElement.GetProperty("voice_emotion").GetProperty("label").GetString());
        Assert.Equal("Tell me something.", felt.RootElement.GetProperty("transcript").GetProperty("text").GetString());
        Assert.Equal([0, 0.5, 1, 1.5, 2], felt.RootElement.GetProperty("course").EnumerateArray().Select(at => at.GetProperty("at").GetDouble()));
        using JsonDocument whole = await JsonAsync(PostAsync(doors, "/v1/emotion?hop=0", Form(Wav())));
        Assert.Empty(whole.RootElement.GetProperty("course").EnumerateArray());
        await OpenDoors.RefusedAsync(HttpStatusCode.BadRequest, "bad_request", PostAsync(doors, "/v1/emotion?hop=-1", Form(Wav())));
        await OpenDoors.RefusedAsync(HttpStatusCode.BadRequest, "bad_request", PostAsync(doors, "/v1/emotion?window=NaN", Form(Wav())));
    }

    [Fact]
    public async Task ASpokenTurnIsAnsweredAloudWithWordsAndFeelingBesideIt()
    {
        await using OpenDoors doors = await OpenDoors.StartAsync();

        using HttpResponseMessage sound = await PostAsync(doors, "/voice-chat", Form(Wav()));
        Assert.Equal(HttpStatusCode.OK, sound.StatusCode);
        Assert.Equal("audio/wav", sound.Content.Headers.ContentType!.MediaType);
        Assert.True(WavReader.Read(await sound.Content.ReadAsStreamAsync(Token)).Duration > TimeSpan.FromSeconds(0.2));
        Assert.Equal("Tell me something.", Header(sound, "Transcript"));
        Assert.Equal("The sea is deep. It is blue.", Header(sound, "Reply"));
        Assert.Equal("true", Header(sound, "Understood"));
        Assert.Equal("happy", Header(sound, "Emotion"));
    }

    [Fact]
    public async Task AConversationGoesOnUnderItsNameAndIsItsClientsOwn()
    {
        FakeChatClient chat = new("The sea is deep.");
        await using OpenDoors doors = await OpenDoors.StartAsync(engines: services => services.AddSingleton(OpenDoors.Chat(chat)));
        string other = doors.AddToken(Scopes.Talk);

        using JsonDocument first = await JsonAsync(PostAsync(doors, "/voice-chat", Form(Wav(), ("persona", "You are a pirate.")), accept: "application/json"));
        string id = first.RootElement.GetProperty("conversation").GetString()!;
        Assert.NotEmpty(Convert.FromBase64String(first.RootElement.GetProperty("audio").GetString()!));
        using (await PostAsync(doors, "/voice-chat", Form(Wav(), ("conversation", id))))
        using (await PostAsync(doors, "/voice-chat", Form(Wav(), ("conversation", id)), other))
        {
        }

        Assert.StartsWith("You are a pirate.", chat.Requests[0][0].Text, StringComparison.Ordinal);
        Assert.Equal([2, 4, 2], chat.Requests.Select(request => request.Count));
        Assert.DoesNotContain("pirate", chat.Requests[1][0].Text, StringComparison.Ordinal);
        Assert.Empty(doors.Get<Conversation>().Exchanges);
        await OpenDoors.RefusedAsync(HttpStatusCode.BadRequest, "bad_request", PostAsync(doors, "/voice-chat", Form(Wav(), ("conversation", "../etc"))));
    }

    [Fact]
    public async Task WhenNothingIsUnderstoodTheAnswerAsksToSayItAgain()
    {
        FakeSynthesizer voice = new();
        await using OpenDoors doors = await OpenDoors.StartAsync(engines: services => services.AddSingleton<ISynthesizer>(voice));

        using HttpResponseMessage silence = await PostAsync(doors, "/voice-chat", Form(Wav(Some.Silence(TimeSpan.FromSeconds(2)))));

        Assert.Equal(HttpStatusCode.OK, silence.StatusCode);
        Assert.Equal(("false", ""), (Header(silence, "Understood"), Header(silence, "Transcript")));
        Assert.Equal(PhraseBook.SayAgain("en"), Assert.Single(voice.Requests).Text);
    }

    [Fact]
    public async Task AFailedTurnIsAProblemAndTheNextOneWorks()
    {
        await using OpenDoors doors = await OpenDoors.StartAsync(engines: services => services.AddSingleton<ITranscriber>(new FakeTranscriber(new InvalidOperationException("secret"), "Tell me something.")));

        using HttpResponseMessage failed = await PostAsync(doors, "/voice-chat", Form(Wav()));
        Assert.Equal((HttpStatusCode.InternalServerError, "turn_failed"), (failed.StatusCode, await OpenDoors.CodeAsync(failed)));
        Assert.DoesNotContain("secret", await failed.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        using HttpResponseMessage next = await PostAsync(doors, "/voice-chat", Form(Wav()));
        Assert.Equal(HttpStatusCode.OK, next.StatusCode);
    }

    [Fact]
    public async Task NothingThatWasSaidIsInTheAuditTrail()
    {
        await using OpenDoors doors = await OpenDoors.StartAsync();
        using (await PostAsync(doors, "/voice-chat", Form(Wav(), ("persona", "sesame"))))
        using (await PostAsync(doors, "/v1/chat/completions", Json("""{"messages":[{"role":"user","content":"sesame"}]}""")))
        {
        }

        Assert.Equal(["talks", "talks"], doors.Audit().Select(entry => entry.What));
        string trail = await File.ReadAllTextAsync(doors.Get<EmotionVoice.Edge.Api.Audit.AuditFile>().Path, Token);
        Assert.DoesNotContain("sesame", trail, StringComparison.Ordinal);
        Assert.DoesNotContain("Tell me", trail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhoGoesOnTalkingGetsALineNowAndThen()
    {
        FakeClock clock = new();
        await using OpenDoors doors = await OpenDoors.StartAsync(clock: clock);
        for (int i = 0; i < 5; i++)
            using (await PostAsync(doors, "/v1/audio/speech", Json("""{"input":"Hello."}""")))
            {
            }

        clock.Advance(TimeSpan.FromMinutes(10));
        using (await PostAsync(doors, "/v1/audio/speech", Json("""{"input":"Hello."}""")))
        {
        }

        Assert.Equal(["POST /v1/audio/speech", "(and 4 since the line before) POST /v1/audio/speech"], doors.Audit().Select(entry => entry.Detail));
    }

    [Fact]
    public async Task DamagedRecordingsAndBodiesNeverHurt()
    {
        await using OpenDoors doors = await OpenDoors.StartAsync(options => options.RequestsPerMinute = 1_000_000);
        Random random = new(8321);
        byte[] good = Wav();
        string[] bodies = ["""{"messages":[{"role":"user","content":"Hi"}],"stream":true}""", """{"input":"Hello.","response_format":"pcm"}"""];
        for (int i = 0; i < 1_000; i++)
        {
            using HttpResponseMessage response = i % 2 == 0
                ? await PostAsync(doors, i % 4 == 0 ? "/v1/audio/transcriptions" : "/v1/emotion", Form(Damage(good, random, 44)))
                : await PostAsync(doors, i % 4 == 1 ? "/v1/chat/completions" : "/v1/audio/speech", Json(Encoding.Latin1.GetString(Damage(Encoding.Latin1.GetBytes(bodies[i % 4 == 1 ? 0 : 1]), random, int.MaxValue))));
            Assert.True((int)response.StatusCode < 500, $"{response.StatusCode}: {await response.Content.ReadAsStringAsync(Token)}");
        }

        Assert.DoesNotContain(doors.Lines.All, line => line.Level >= Microsoft.Extensions.Logging.LogLevel.Error);
    }

    private static byte[] Damage(byte[] good, Random random, int within)
    {
        byte[] bytes = [.. good];
        for (int change = random.Next(1, 5); change > 0; change--)
            bytes[random.Next(Math.Min(within, bytes.Length))] = (byte)random.Next(256);
        return random.Next(4) == 0 ? bytes[..random.Next(bytes.Length)] : bytes;
    }

    private static byte[] Wav(float[]? samples = null)
    {
        samples ??= [.. Some.Silence(TimeSpan.FromSeconds(1)), .. Some.Speech(TimeSpan.FromSeconds(1)), .. Some.Silence(TimeSpan.FromSeconds(1))];
        using MemoryStream file = new();
        using (WavWriter writer = new(file, 16_000, leaveOpen: true))
            writer.Write(samples);
        return file.ToArray();
    }

    private static MultipartFormDataContent Form(byte[] file, params (string Name, string Value)[] fields)
    {
        MultipartFormDataContent form = new() { { new ByteArrayContent(file), "file", "speech.wav" } };
        foreach ((string name, string value) in fields)
            form.Add(new StringContent(value), name);
        return form;
    }

    private static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");

    private static async Task<HttpResponseMessage> PostAsync(OpenDoors doors, string path, HttpContent content, string? token = null, string? accept = null)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, path) { Content = content };
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (accept is not null)
            request.Headers.Accept.ParseAdd(accept);
        return await doors.Http.SendAsync(request, Token);
    }

    private static async Task<JsonDocument> JsonAsync(Task<HttpResponseMessage> sending)
    {
        using HttpResponseMessage response = await sending;
        string text = await response.Content.ReadAsStringAsync(Token);
        Assert.True(response.IsSuccessStatusCode, text);
        return JsonDocument.Parse(text);
    }

    private static string Header(HttpResponseMessage response, string name) => Uri.UnescapeDataString(response.Headers.GetValues($"X-EmotionVoice-{name}").Single());
}
