using EmotionVoice.Edge.Core.Control;
using EmotionVoice.Edge.Core.Dialogue.Tools;

namespace EmotionVoice.Edge.Hosting;

/// <summary>Announces through the loudspeaker, when the floor is free.</summary>
/// <param name="device">Made when first used.</param>
internal sealed class DeviceAnnouncer(Func<IDeviceControl> device) : IAnnouncer
{
    public Task AnnounceAsync(string text, string language, CancellationToken cancellationToken) =>
        device().SayAsync(new SayRequest(text, language), cancellationToken);
}
