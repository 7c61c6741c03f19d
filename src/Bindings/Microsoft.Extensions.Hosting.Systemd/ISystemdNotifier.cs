namespace Microsoft.Extensions.Hosting.Systemd;

/// <summary>Tells the service manager about the state of this service.</summary>
public interface ISystemdNotifier
{
    /// <summary>Whether the service manager listens.</summary>
    bool IsEnabled { get; }

    /// <summary>Sends a state; does nothing when nobody listens.</summary>
    void Notify(ServiceState state);
}
