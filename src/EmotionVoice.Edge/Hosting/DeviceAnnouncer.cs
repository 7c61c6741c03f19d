using EmotionVoice.Edge.Core.Control;
using EmotionVoice.Edge.Core.Dialogue.Silence;
using EmotionVoice.Edge.Core.Dialogue.Tools;

namespace EmotionVoice.Edge.Hosting;

/// <summary>Announces through the loudspeaker, at a pause, when the floor is free.</summary>
/// <param name="device">Made when first used.</param>
/// <param name="quiet">Tells when nobody speaks.</param>
internal sealed class DeviceAnnouncer(Func<IDeviceControl> device, QuietMoments quiet) : IAnnouncer
{
    public async Task AnnounceAsync(string text, string language, CancellationToken cancellationToken)
    {
        await quiet.WaitAsync(cancellationToken);
        await device().SayAsync(new SayRequest(text, language), cancellationToken);
    }
}
