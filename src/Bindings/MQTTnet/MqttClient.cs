using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using MQTTnet.Exceptions;
using MQTTnet.Interop;
using MQTTnet.Packets;
using MQTTnet.Protocol;

namespace MQTTnet;

/// <summary>Upstream's behaviour on <see cref="Connection"/>: no reconnect, no resubscribe, no queue of its own.</summary>
internal sealed class MqttClient : IMqttClient
{
    // More waiting messages than this hold the connection's thread, and so the broker, up.
    private const int WaitingMessages = 1_024;

    private readonly Lock _lock = new();
    private Connection _connection;
    private bool _connecting;
    private bool _disposed;

    public event Func<MqttApplicationMessageReceivedEventArgs, Task> ApplicationMessageReceivedAsync;

    public event Func<MqttClientConnectedEventArgs, Task> ConnectedAsync;

    public event Func<MqttClientDisconnectedEventArgs, Task> DisconnectedAsync;

    public bool IsConnected => _connection?.IsOpen ?? false;

    public MqttClientOptions Options { get; private set; }

    public async Task<MqttClientConnectResult> ConnectAsync(MqttClientOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.ChannelOptions is null)
            throw new ArgumentException("ChannelOptions are not set.", nameof(options));
        if (IsConnected)
            throw new InvalidOperationException("It is not allowed to connect with a server after the connection is established.");
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_connecting || _connection is { Ended.IsCompleted: false })
                throw new InvalidOperationException("Not allowed to connect while connect/disconnect is pending.");
            _connecting = true;
        }

        try
        {
            return await OpenAsync(options, cancellationToken);
        }
        finally
        {
            _connecting = false;
        }
    }

    public async Task DisconnectAsync(MqttClientDisconnectOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (_connection is not { IsOpen: true } connection)
            return;
        using CancellationTokenSource timeout = Timeout(ref cancellationToken);
        connection.Close((int)options.Reason);
        try
        {
            await connection.Ended.WaitAsync(cancellationToken);
        }
        finally
        {
            connection.Abandon();
        }
    }

    public async Task<MqttClientPublishResult> PublishAsync(MqttApplicationMessage applicationMessage, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ArgumentNullException.ThrowIfNull(applicationMessage);
        Topics.ThrowIfInvalid(applicationMessage.Topic);
        Connection connection = Open();
        if (Options.ValidateFeatures)
            MqttApplicationMessageValidator.ThrowIfNotSupported(applicationMessage, Options.ProtocolVersion);
        int reason = await connection.PublishAsync(applicationMessage, cancellationToken);
        return new MqttClientPublishResult(
            applicationMessage.QualityOfServiceLevel == MqttQualityOfServiceLevel.AtMostOnce ? null : (ushort)0, (MqttClientPublishReasonCode)reason);
    }

    public async Task<MqttClientSubscribeResult> SubscribeAsync(MqttClientSubscribeOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        foreach (MqttTopicFilter filter in options.TopicFilters)
            Topics.ThrowIfInvalidSubscribe(filter.Topic);
        Connection connection = Open();
        using CancellationTokenSource timeout = Timeout(ref cancellationToken);
        (int id, int[] reasons) = await connection.SubscribeAsync(options.TopicFilters, cancellationToken);
        return new MqttClientSubscribeResult((ushort)id, [.. options.TopicFilters.Zip(
            reasons, (filter, reason) => new MqttClientSubscribeResultItem(filter, (MqttClientSubscribeResultCode)reason))]);
    }

    public void Dispose()
    {
        lock (_lock)
            _disposed = true;
        _connection?.Abandon();
    }

    private async Task<MqttClientConnectResult> OpenAsync(MqttClientOptions options, CancellationToken cancellationToken)
    {
        Options = options;
        using CancellationTokenSource timeout = Timeout(ref cancellationToken);
        Channel<MqttApplicationMessage> inbox = Channel.CreateBounded<MqttApplicationMessage>(new BoundedChannelOptions(WaitingMessages) { SingleReader = true, SingleWriter = true });
        Connection connection = Connection.Start(options, message => Deliver(inbox.Writer, message));
        _connection = connection;
        // Cancelled while connecting means abandoned for good, not connected a little later.
        await using CancellationTokenRegistration giveUp = cancellationToken.Register(connection.Abandon);
        _ = ReportEndAsync(connection, inbox.Writer);
        MqttClientConnectResult result = await connection.AnsweredAsync(cancellationToken);
        if (result.ResultCode != MqttClientConnectResultCode.Success)
        {
            await connection.Ended;
            return result;
        }

        _ = ReceiveAsync(options.ClientId, inbox.Reader);
        if (ConnectedAsync is { } connected)
            await connected(new MqttClientConnectedEventArgs(result));
        return result;
    }

    private Connection Open()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return _connection is { IsOpen: true } connection ? connection : throw new MqttClientNotConnectedException();
    }

    // Waits, on the connection's thread, while the application is behind.
    private static void Deliver(ChannelWriter<MqttApplicationMessage> inbox, MqttApplicationMessage message)
    {
        while (!inbox.TryWrite(message))
            if (!inbox.WaitToWriteAsync().AsTask().GetAwaiter().GetResult())
                return;
    }

    [SuppressMessage("Design", "CA1031", Justification = "As upstream: what a handler throws ends its message, not the connection.")]
    private async Task ReceiveAsync(string clientId, ChannelReader<MqttApplicationMessage> inbox)
    {
        await foreach (MqttApplicationMessage message in inbox.ReadAllAsync())
        {
            try
            {
                if (ApplicationMessageReceivedAsync is { } received)
                    await received(new MqttApplicationMessageReceivedEventArgs(clientId, message));
            }
            catch (Exception)
            {
            }
        }
    }

    private async Task ReportEndAsync(Connection connection, ChannelWriter<MqttApplicationMessage> inbox)
    {
        ConnectionEnd end = await connection.Ended;
        inbox.TryComplete();
        if (DisconnectedAsync is { } disconnected)
            await disconnected(new MqttClientDisconnectedEventArgs(end.WasConnected, end.Refusal, end.Reason, end.Exception));
    }

    // As upstream: the option counts only where the caller's token never fires.
    private CancellationTokenSource Timeout(ref CancellationToken cancellationToken)
    {
        if (cancellationToken.CanBeCanceled)
            return null;
        CancellationTokenSource timeout = new(Options.Timeout);
        cancellationToken = timeout.Token;
        return timeout;
    }
}
