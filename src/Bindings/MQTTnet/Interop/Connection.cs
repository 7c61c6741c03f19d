using System.Collections.Concurrent;
using System.Net;
using System.Runtime.InteropServices;
using System.Text;
using MQTTnet.Adapter;
using MQTTnet.Exceptions;
using MQTTnet.Formatter;
using MQTTnet.Packets;
using MQTTnet.Protocol;

namespace MQTTnet.Interop;

/// <summary>
/// One connection from CONNECT to its end, on one native client object and one thread that runs the library's loop.
/// It never connects again by itself: mosquitto_loop, unlike mosquitto_loop_start, returns when the connection is lost.
/// </summary>
internal sealed partial class Connection
{
    private const int LoopMilliseconds = 1_000;
    private const int ShutdownBoth = 2;

    // The library refuses shorter ones.
    private const int ShortestKeepAliveSeconds = 5;

    private static readonly Lazy<int> s_library = new(NativeMethods.mosquitto_lib_init);

    private readonly MqttClientOptions _options;
    private readonly MosquittoHandle _client;
    private readonly Action<MqttApplicationMessage> _received;
    private readonly GCHandle _self;
    private readonly TaskCompletionSource<MqttClientConnectResult> _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<ConnectionEnd> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentDictionary<int, TaskCompletionSource<int[]>> _pending = new();
    private int _serverReason;      // reason of a DISCONNECT that the broker sent
    private volatile Exception _failure;
    private volatile bool _closing; // by request
    private volatile bool _abandoned;

    private Connection(MqttClientOptions options, Action<MqttApplicationMessage> received)
    {
        _ = s_library.Value;
        _options = options;
        _received = received;
        _self = GCHandle.Alloc(this);
        _client = NativeMethods.mosquitto_new(string.IsNullOrEmpty(options.ClientId) ? null : options.ClientId, options.CleanSession, GCHandle.ToIntPtr(_self));
        if (_client.IsInvalid)
        {
            _self.Free();
            throw new MqttCommunicationException("The MQTT library could not create a client.");
        }
    }

    /// <summary>How it ended; never fails.</summary>
    public Task<ConnectionEnd> Ended => _ended.Task;

    public bool IsOpen => _answered.Task is { IsCompletedSuccessfully: true, Result.ResultCode: MqttClientConnectResultCode.Success } && !_ended.Task.IsCompleted && !_closing;

    public static Connection Start(MqttClientOptions options, Action<MqttApplicationMessage> received)
    {
        Connection connection = new(options, received);
        new Thread(connection.Run) { IsBackground = true, Name = "MQTT" }.Start();
        return connection;
    }

    /// <summary>The broker's answer to CONNECT, whatever it is.</summary>
    public Task<MqttClientConnectResult> AnsweredAsync(CancellationToken cancellationToken) => _answered.Task.WaitAsync(cancellationToken);

    /// <summary>Says goodbye; what was queued before goes out before.</summary>
    public void Close(int reason)
    {
        _closing = true;
        MosquittoError error = NativeMethods.mosquitto_disconnect_v5(_client, IsVersion5 ? reason : 0, 0);
        if (error is not (MosquittoError.Success or MosquittoError.NoConnection))
            throw Errors.Exception(error);
    }

    /// <summary>Cuts the connection without goodbye, so that the broker publishes the will.</summary>
    public void Abandon()
    {
        _abandoned = true;
        try
        {
            int socket = NativeMethods.mosquitto_socket(_client);
            if (socket >= 0)
                _ = NativeMethods.shutdown(socket, ShutdownBoth);
        }
        catch (ObjectDisposedException)
        {
        }
    }

    public async Task<int> PublishAsync(MqttApplicationMessage message, CancellationToken cancellationToken)
    {
        int[] reasons = await AckAsync(Queue(message), cancellationToken);
        return reasons[0];
    }

    public async Task<(int Id, int[] Reasons)> SubscribeAsync(IReadOnlyList<MqttTopicFilter> filters, CancellationToken cancellationToken)
    {
        int id = Subscribe(filters);
        return (id, await AckAsync(id, cancellationToken));
    }

    private bool IsVersion5 => _options.ProtocolVersion == MqttProtocolVersion.V500;

    private unsafe int Queue(MqttApplicationMessage message)
    {
        byte[] payload = System.Buffers.BuffersExtensions.ToArray(message.Payload);
        nint properties = IsVersion5 ? Properties.Of(message) : 0;
        try
        {
            fixed (byte* bytes = payload)
            {
                MosquittoError error = NativeMethods.mosquitto_publish_v5(
                    _client, out int id, message.Topic, payload.Length, bytes, (int)message.QualityOfServiceLevel, message.Retain, properties);
                return error == MosquittoError.Success ? id : throw Failure(error);
            }
        }
        catch (ObjectDisposedException)
        {
            throw new MqttClientNotConnectedException();
        }
        finally
        {
            NativeMethods.mosquitto_property_free_all(ref properties);
        }
    }

    private unsafe int Subscribe(IReadOnlyList<MqttTopicFilter> filters)
    {
        // One packet has one quality of service in the library; the strongest that was asked for is never too little.
        int qos = (int)filters.Max(filter => filter.QualityOfServiceLevel);
        int options = !IsVersion5 ? 0 :
            (filters[0].NoLocal ? 0x04 : 0) | (filters[0].RetainAsPublished ? 0x08 : 0) | ((int)filters[0].RetainHandling << 4);
        nint[] topics = [.. filters.Select(filter => Marshal.StringToCoTaskMemUTF8(filter.Topic))];
        try
        {
            fixed (nint* first = topics)
            {
                MosquittoError error = NativeMethods.mosquitto_subscribe_multiple(_client, out int id, topics.Length, (byte**)first, qos, options, 0);
                return error == MosquittoError.Success ? id : throw Failure(error);
            }
        }
        catch (ObjectDisposedException)
        {
            throw new MqttClientNotConnectedException();
        }
        finally
        {
            foreach (nint topic in topics)
                Marshal.FreeCoTaskMem(topic);
        }
    }

    // The library may confirm before its call has returned the id: whoever comes first makes the entry.
    private async Task<int[]> AckAsync(int id, CancellationToken cancellationToken)
    {
        TaskCompletionSource<int[]> pending = Pending(id);
        if (_ended.Task.IsCompleted)
            pending.TrySetException(LostException());
        _ = pending.Task.ContinueWith(_ => _pending.TryRemove(new KeyValuePair<int, TaskCompletionSource<int[]>>(id, pending)), TaskScheduler.Default);
        return await pending.Task.WaitAsync(cancellationToken);
    }

    private TaskCompletionSource<int[]> Pending(int id) => _pending.GetOrAdd(id, _ => new TaskCompletionSource<int[]>(TaskCreationOptions.RunContinuationsAsynchronously));

    private static Exception Failure(MosquittoError error) => error switch
    {
        MosquittoError.NoConnection or MosquittoError.ConnectionLost => new MqttClientNotConnectedException(),
        MosquittoError.InvalidArgument or MosquittoError.MalformedUtf8 => new MqttProtocolViolationException(Errors.Text(error, 0)),
        _ => Errors.Exception(error),
    };

    private Exception LostException() => _serverReason != 0
        ? new MqttClientUnexpectedDisconnectReceivedException(Errors.Reason(_serverReason))
        : new MqttClientDisconnectedException(_failure);

    private void Run()
    {
        try
        {
            if (Open())
                Loop();
        }
        catch (Exception e) when (e is MqttCommunicationException or IOException or UnauthorizedAccessException or NotSupportedException)
        {
            _failure = e;
            _answered.TrySetException(e);
        }
        finally
        {
            _client.Dispose();
            _self.Free();
            End();
        }
    }

    private bool Open()
    {
        using TlsFiles files = TlsFiles.Create(_options.ChannelOptions.TlsOptions);
        Configure(files);
        (string host, int port) = ((MqttClientTcpOptions)_options.ChannelOptions).RemoteEndpoint switch
        {
            DnsEndPoint dns => (dns.Host, dns.Port),
            IPEndPoint ip => (ip.Address.ToString(), ip.Port),
            { } other => throw new NotSupportedException($"This end point can't be connected to: {other}."),
            null => throw new NotSupportedException("No endpoint is set."),
        };
        int keepAlive = _options.KeepAlivePeriod == TimeSpan.Zero ? 0 : Math.Max(ShortestKeepAliveSeconds, (int)Math.Ceiling(_options.KeepAlivePeriod.TotalSeconds));
        MosquittoError error = NativeMethods.mosquitto_connect_bind_v5(_client, host, port, keepAlive, null, 0);
        return error == MosquittoError.Success ? true : throw Errors.Exception(error, Marshal.GetLastPInvokeError());
    }

    private unsafe void Configure(TlsFiles files)
    {
        Check(NativeMethods.mosquitto_int_option(_client, MosquittoOption.ProtocolVersion, (int)_options.ProtocolVersion));
        Check(NativeMethods.mosquitto_int_option(_client, MosquittoOption.TcpNoDelay, 1));
        Check(NativeMethods.mosquitto_threaded_set(_client, true));
        if (_options.Credentials is { } credentials)
        {
            byte[] password = credentials.GetPassword(_options);
            Check(NativeMethods.mosquitto_username_pw_set(_client, credentials.GetUserName(_options), password is null ? null : [.. password, 0]));
        }

        if (!string.IsNullOrEmpty(_options.WillTopic))
            fixed (byte* payload = _options.WillPayload)
                Check(NativeMethods.mosquitto_will_set(
                    _client, _options.WillTopic, _options.WillPayload?.Length ?? 0, payload, (int)_options.WillQualityOfServiceLevel, _options.WillRetain));
        if (files is not null)
            Check(NativeMethods.mosquitto_tls_set(_client, files.CaFile, files.CaPath, files.CertificateFile, files.KeyFile, 0));
        SetCallbacks();

        static void Check(MosquittoError error)
        {
            if (error != MosquittoError.Success)
                throw Errors.Exception(error);
        }
    }

    private void Loop()
    {
        MosquittoError error = MosquittoError.Success;
        int errno = 0;
        while (error == MosquittoError.Success && !_abandoned)
        {
            error = NativeMethods.mosquitto_loop(_client, LoopMilliseconds, maxPackets: 1);
            errno = Marshal.GetLastPInvokeError();
        }

        if (!_closing && !_abandoned)
            _failure = Errors.Exception(error, errno);
        if (!_answered.Task.IsCompleted)
            _answered.TrySetException(new MqttConnectingFailedException($"Error while authenticating. {(_failure ?? new MqttCommunicationException("Connection closed.")).Message}", _failure));
    }

    private void End()
    {
        bool refused = _answered.Task is { IsCompletedSuccessfully: true, Result.ResultCode: not MqttClientConnectResultCode.Success };
        _answered.TrySetException(new MqttCommunicationException("Connection closed."));
        MqttClientConnectResult answer = _answered.Task.IsCompletedSuccessfully ? _answered.Task.Result : null;
        bool wasConnected = answer?.ResultCode == MqttClientConnectResultCode.Success;
        _ended.SetResult(new ConnectionEnd(
            wasConnected,
            refused ? answer : null,
            _serverReason != 0 ? (MqttClientDisconnectReason)_serverReason : _closing ? MqttClientDisconnectReason.NormalDisconnection : MqttClientDisconnectReason.UnspecifiedError,
            _closing || refused ? null : _failure));
        foreach (TaskCompletionSource<int[]> pending in _pending.Values)
            pending.TrySetException(LostException());
    }
}

/// <summary>How a connection ended.</summary>
internal sealed record ConnectionEnd(bool WasConnected, MqttClientConnectResult Refusal, MqttClientDisconnectReason Reason, Exception Exception);
