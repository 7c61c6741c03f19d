using EmotionVoice.Edge.Core.Control;
using EmotionVoice.Edge.Core.Dialogue.Remote;
using EmotionVoice.Edge.Models;

namespace EmotionVoice.Edge.Tests.Models;

public sealed class ModelProfileChoiceTests
{
    [Fact]
    public void AServerCanBeChosenOnlyWhereTheOwnerNamedOne()
    {
        using TestFolder folder = new();
        using ModelServices services = ModelServices.Open(new ModelsOptions { Profile = "embedded" }, []);
        ModelProfileChoice Choice(string address) => new(services.Store, services.Choose(), new SettingsFile(folder["settings.json"]), new RemoteOptions { Address = address });

        Assert.Contains("remote", Choice("http://brain.lan/v1").Profiles);
        Assert.Equal(["embedded", "standard", "korean"], Choice("").Profiles);
        Assert.Contains("There is no profile 'remote'", Assert.Throws<ControlException>(() => Choice("").Choose("remote")).Message, StringComparison.Ordinal);
        Assert.False(File.Exists(folder["settings.json"]));
    }
}
