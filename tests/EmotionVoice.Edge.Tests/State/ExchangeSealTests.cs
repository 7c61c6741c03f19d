using System.Security.Cryptography;
using EmotionVoice.Edge.State;

namespace EmotionVoice.Edge.Tests.State;

public sealed class ExchangeSealTests : IDisposable
{
    private readonly ExchangeSeal _seal = new(SHA256.HashData([1]));

    public void Dispose() => _seal.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("비밀이에요")]
    public void WhatIsClosedOpensAgain(string text) =>
        Assert.Equal(text, System.Text.Encoding.UTF8.GetString(_seal.Open(_seal.Close(System.Text.Encoding.UTF8.GetBytes(text), 7), 7)));

    [Fact]
    public void TheSameTextNeverLooksTheSame() => Assert.NotEqual(_seal.Close("hello"u8, 7), _seal.Close("hello"u8, 7));

    [Fact]
    public void WhatWasTouchedDoesNotOpen()
    {
        byte[] closed = _seal.Close("hello"u8, 7);
        for (int i = 0; i < closed.Length; i++)
        {
            byte[] touched = [.. closed];
            touched[i] ^= 1;
            Assert.ThrowsAny<CryptographicException>(() => _seal.Open(touched, 7));
        }

        Assert.ThrowsAny<CryptographicException>(() => _seal.Open(closed.AsSpan(0, 27), 7));
    }

    [Fact]
    public void NeitherAnotherPlaceNorAnotherKeyOpensIt()
    {
        byte[] closed = _seal.Close("hello"u8, 7);
        using ExchangeSeal other = new(SHA256.HashData([2]));

        Assert.ThrowsAny<CryptographicException>(() => _seal.Open(closed, 8));
        Assert.ThrowsAny<CryptographicException>(() => other.Open(closed, 7));
    }
}
