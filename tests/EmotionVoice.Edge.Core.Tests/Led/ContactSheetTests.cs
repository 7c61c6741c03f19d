using EmotionVoice.Edge.Core.Led.Sheet;

namespace EmotionVoice.Edge.Core.Tests.Led;

public sealed class ContactSheetTests
{
    private static readonly string s_file = SourceTree.File("src", "EmotionVoice.Edge.Core", "Led", "states.png");

    [Fact]
    public void The_sheet_beside_the_readme_shows_the_present_motions()
    {
        byte[] sheet = ContactSheet.ToPng();
        if (SourceTree.Update)
            File.WriteAllBytes(s_file, sheet);
        (byte[] expected, int width, int height) = PngImage.Decode(File.ReadAllBytes(s_file));
        (byte[] actual, int actualWidth, int actualHeight) = PngImage.Decode(sheet);
        Assert.Equal((width, height), (actualWidth, actualHeight));
        Assert.True(expected.Zip(actual).All(pair => Math.Abs(pair.First - pair.Second) <= 2), $"The motions have changed and the sheet has not. {SourceTree.HowToUpdate}");
    }

    [Fact]
    public void What_is_written_is_read_back()
    {
        byte[] pixels = new byte[7 * 5 * 3];
        new Random(3).NextBytes(pixels);
        (byte[] rgb, int width, int height) = PngImage.Decode(PngImage.Encode(pixels, 7, 5));
        Assert.Equal((7, 5), (width, height));
        Assert.Equal(pixels, rgb);
    }

    [Fact]
    public void A_damaged_picture_is_refused()
    {
        byte[] png = PngImage.Encode(new byte[3], 1, 1);
        png[^20] ^= 1;
        Assert.Throws<InvalidDataException>(() => PngImage.Decode(png));
        Assert.Throws<InvalidDataException>(() => PngImage.Decode("not a picture"u8));
    }
}
