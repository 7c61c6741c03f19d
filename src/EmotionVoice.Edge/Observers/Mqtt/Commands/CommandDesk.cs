using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using EmotionVoice.Edge.Core.Control;
using EmotionVoice.Edge.Observers.Mqtt.Messages;
using Microsoft.Extensions.Logging;
using MQTTnet;

namespace EmotionVoice.Edge.Observers.Mqtt.Commands;

/// <summary>
/// Takes commands from the broker, carries them out and answers each. What is done in a moment is done at once; saying,
/// forgetting and choosing a profile wait in a short queue, so that a long announcement can still be muted.
/// </summary>
internal sealed class CommandDesk(Topics topics, IDeviceControl control, Outbox outbox, TimeProvider clock, ILogger log)
{
    private const int WaitingCommands = 8;

    private readonly long _start = clock.GetTimestamp();
    private readonly RateLimit _commands = new(perSecond: 10, burst: 20);
    private readonly RateLimit _complaints = new(perSecond: 1, burst: 1);
    // The connection writes, the desk's loop reads. A full queue refuses the newest, with a reply.
    private readonly Channel<Request> _slow = Channel.CreateBounded<Request>(new BoundedChannelOptions(WaitingCommands) { SingleReader = true });
    private long _ignored;

    private sealed record Request(string Name, Command Command, string ReplyTopic, byte[]? CorrelationData);

    /// <summary>Commands that came too fast and got no answer of their own.</summary>
    public long Ignored => Interlocked.Read(ref _ignored);

    /// <summary>Never waits. Called for one message at a time.</summary>
    public void Receive(MqttApplicationMessage message)
    {
        if (topics.CommandOf(message.Topic) is not { } name)
            return;
        TimeSpan now = clock.GetElapsedTime(_start);
        if (!_commands.Allows(now))
        {
            long ignored = Interlocked.Increment(ref _ignored);
            if (_complaints.Allows(now))
                Answer(SafeName(name), topics.Reply(SafeName(name)), null, null, error: $"Too many commands: more than 10 a second are ignored ({ignored} so far).");
            return;
        }

        (string replyTopic, byte[]? correlation) = ReplyTo(message, name);
        if (message.Retain)
            Answer(SafeName(name), replyTopic, correlation, null, error: "A retained command is not carried out: it would come again with every connection. Send it without the retain flag.");
        else if (!CommandParser.TryParse(name, message.Payload, out Command? command, out string? id, out string problem))
            Answer(SafeName(name), replyTopic, correlation, id, problem);
        else
            Take(new Request(name, command!, replyTopic, correlation));
    }

    /// <summary>Carries out what takes time, one after the other.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        await foreach (Request request in _slow.Reader.ReadAllAsync(stopping))
            await DoAsync(request, stopping);
    }

    private void Take(Request request)
    {
        if (request.Command is SayCommand or ForgetCommand or ProfileCommand)
        {
            if (!_slow.Writer.TryWrite(request))
                Answer(request, $"{WaitingCommands} commands wait already; try again later.");
            return;
        }

        // Completes at once for these.
        _ = DoAsync(request, CancellationToken.None);
    }

    [SuppressMessage("Design", "CA1031", Justification = "A command that fails is answered and logged; the device goes on.")]
    private async Task DoAsync(Request request, CancellationToken stopping)
    {
        try
        {
            Answer(request, error: null, await CarryOutAsync(request.Command, stopping));
        }
        catch (ControlException e)
        {
            Answer(request, e.Message);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            Answer(request, "The device is being stopped.");
        }
        catch (Exception e)
        {
            log.CommandFailed(e, request.Name);
            Answer(request, "It failed; the device's log says why.");
        }
    }

    private async Task<string?> CarryOutAsync(Command command, CancellationToken stopping)
    {
        switch (command)
        {
            case SayCommand say:
                await control.SayAsync(new SayRequest(say.Text, say.Language, say.Tone), stopping);
                return null;
            case MuteCommand { Muted: true }:
                control.Mute();
                return null;
            case MuteCommand:
                control.Unmute();
                return null;
            case VolumeCommand volume:
                control.SetVolume(volume.Percent / 100.0);
                return null;
            case LedCommand led:
                control.SetLedBrightness(led.Percent / 100.0);
                return null;
            case WakeCommand:
                control.Wake();
                return null;
            case ForgetCommand:
                await control.ForgetAsync(stopping);
                return null;
            case ProfileCommand profile:
                return control.ChooseProfile(profile.Profile);
            default:
                throw new InvalidOperationException($"No one carries out {command.GetType().Name}.");
        }
    }

    private (string Topic, byte[]? Correlation) ReplyTo(MqttApplicationMessage message, string name) =>
        (message.ResponseTopic is { Length: > 0 } wanted && topics.MayAnswerAt(wanted) ? wanted : topics.Reply(SafeName(name)), message.CorrelationData);

    private void Answer(Request request, string? error, string? note = null) =>
        Answer(request.Name, request.ReplyTopic, request.CorrelationData, request.Command.Id, error, note);

    private void Answer(string name, string topic, byte[]? correlation, string? id, string? error, string? note = null) =>
        outbox.Add(new OutgoingMessage(topic, MqttJson.Bytes(new ReplyMessage(name, id, error is null, error, note)), Keeping.Telemetry, correlation));

    // A name from outside becomes part of a topic and of a message.
    private static string SafeName(string name) => CommandParser.Names.Contains(name, StringComparer.Ordinal) ? name : "unknown";
}
