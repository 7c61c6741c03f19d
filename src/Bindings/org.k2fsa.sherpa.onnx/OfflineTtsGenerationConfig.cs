#nullable disable
using System.Collections;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace SherpaOnnx;

/// <summary>Settings of one call. Zero in a float means "use the engine's default".</summary>
public sealed class OfflineTtsGenerationConfig
{
    /// <summary>Length of pauses between sentences; 1 keeps them as the model makes them.</summary>
    public float SilenceScale = 0.2f;

    /// <summary>1 is the model's own tempo, 2 twice as fast.</summary>
    public float Speed = 1;

    public int Sid;

    public float[] ReferenceAudio;

    public int ReferenceSampleRate;

    public string ReferenceText = "";

    public int NumSteps = 5;

    /// <summary>Further settings of particular models, by name.</summary>
    public Hashtable Extra = [];

    internal string ExtraAsJson()
    {
        StringBuilder json = new("{");
        foreach (DictionaryEntry entry in Extra ?? [])
        {
            if (json.Length > 1)
                json.Append(',');
            json.Append('"').Append(JsonEncodedText.Encode(entry.Key.ToString())).Append("\":");
            json.Append(entry.Value switch
            {
                string text => "\"" + JsonEncodedText.Encode(text) + "\"",
                bool flag => flag ? "true" : "false",
                IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
                _ => "null",
            });
        }

        return json.Append('}').ToString();
    }
}
