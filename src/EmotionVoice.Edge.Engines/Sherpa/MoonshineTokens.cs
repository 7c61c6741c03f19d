using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace EmotionVoice.Edge.Engines.Sherpa;

/// <summary>
/// Makes the token list that Moonshine needs from the Llama 2 vocabulary inside llama-tokenizer-js. sherpa-onnx reads
/// one line an id: base64 of the piece's UTF-8 bytes, a space, the id.
/// </summary>
public static partial class MoonshineTokens
{
    private const int LlamaPieces = 32_000;
    private const int Pieces = 32_768;

    /// <summary>Stands for a space in the vocabulary (U+2581).</summary>
    private const char SpaceMark = '▁';

    /// <param name="tokenizerScript">Text of llama-tokenizer.js.</param>
    /// <returns>Text of tokens.txt.</returns>
    /// <exception cref="InvalidDataException">The script holds no vocabulary, or one of another size.</exception>
    public static string FromLlamaTokenizer(string tokenizerScript)
    {
        ArgumentNullException.ThrowIfNull(tokenizerScript);
        Match match = Vocabulary().Match(tokenizerScript);
        if (!match.Success)
            throw new InvalidDataException("The tokenizer script holds no vocabulary (llama_vocab_base64); another version of llama-tokenizer-js?");

        string[] vocabulary = Encoding.UTF8.GetString(Convert.FromBase64String(match.Groups[1].Value)).Split('\n');
        if (vocabulary.Length != LlamaPieces)
            throw new InvalidDataException($"The tokenizer script holds {vocabulary.Length} pieces instead of {LlamaPieces}.");

        StringBuilder lines = new(capacity: 600_000);
        for (int id = 0; id < Pieces; id++)
        {
            byte[] piece = id < LlamaPieces ? Piece(vocabulary[id]) : Encoding.ASCII.GetBytes($"<<ST_{id - LlamaPieces}>>");
            lines.Append(CultureInfo.InvariantCulture, $"{Convert.ToBase64String(piece)} {id}\n");
        }

        return lines.ToString();
    }

    private static byte[] Piece(string piece) =>
        Byte().Match(piece) is { Success: true } match
            ? [byte.Parse(match.Groups[1].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture)]
            : Encoding.UTF8.GetBytes(piece.Replace(SpaceMark, ' '));

    [GeneratedRegex("llama_vocab_base64 *= *\"([A-Za-z0-9+/=]+)\"")]
    private static partial Regex Vocabulary();

    [GeneratedRegex("^<0x([0-9A-F]{2})>$")]
    private static partial Regex Byte();
}
