using System.Buffers.Binary;
using System.Security.Cryptography;

namespace EmotionVoice.Edge.State;

/// <summary>
/// Encrypts what is kept of a conversation with AES-256-GCM (NIST SP 800-38D): nonce [12], tag [16], then the text.
/// Each text is bound to its place, so that none can be put where another was. Used by one thread at a time.
/// </summary>
internal sealed class ExchangeSeal(byte[] key) : IDisposable
{
    public const int KeyBytes = 32;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    private readonly AesGcm _cipher = new(key, TagBytes);

    /// <param name="text">What is to be hidden.</param>
    /// <param name="place">Number of its row.</param>
    public byte[] Close(ReadOnlySpan<byte> text, long place)
    {
        byte[] closed = new byte[NonceBytes + TagBytes + text.Length];
        // By chance: 2^32 texts, far more than a device ever hears, may be closed with one key (SP 800-38D, 8.3).
        RandomNumberGenerator.Fill(closed.AsSpan(0, NonceBytes));
        _cipher.Encrypt(closed.AsSpan(0, NonceBytes), text, closed.AsSpan(NonceBytes + TagBytes), closed.AsSpan(NonceBytes, TagBytes), Place(place));
        return closed;
    }

    /// <exception cref="CryptographicException">It was closed with another key or for another place, or it is damaged.</exception>
    public byte[] Open(ReadOnlySpan<byte> closed, long place)
    {
        if (closed.Length < NonceBytes + TagBytes)
            throw new CryptographicException("It is too short.");
        byte[] text = new byte[closed.Length - NonceBytes - TagBytes];
        _cipher.Decrypt(closed[..NonceBytes], closed[(NonceBytes + TagBytes)..], closed.Slice(NonceBytes, TagBytes), text, Place(place));
        return text;
    }

    public void Dispose() => _cipher.Dispose();

    private static byte[] Place(long place)
    {
        byte[] bytes = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, place);
        return bytes;
    }
}
