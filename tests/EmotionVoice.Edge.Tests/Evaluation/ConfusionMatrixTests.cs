using EmotionVoice.Edge.Core.Emotion;
using EmotionVoice.Edge.Evaluation;

namespace EmotionVoice.Edge.Tests.Evaluation;

public sealed class ConfusionMatrixTests
{
    [Fact]
    public void Unweighted_accuracy_does_not_favour_frequent_labels()
    {
        ConfusionMatrix matrix = new();
        for (int i = 0; i < 9; i++)
            matrix.Add(EmotionLabel.Neutral, EmotionLabel.Neutral);
        matrix.Add(EmotionLabel.Sad, EmotionLabel.Unknown);
        Assert.Equal(0.5, matrix.UnweightedAccuracy);
        Assert.Equal(0.9, matrix.Accuracy);
        Assert.Equal(10, matrix.Count);
        Assert.Equal([EmotionLabel.Neutral, EmotionLabel.Sad], matrix.Truths);
        Assert.Equal([EmotionLabel.Neutral, EmotionLabel.Sad, EmotionLabel.Unknown], matrix.Labels);
        Assert.Equal(1, matrix[EmotionLabel.Sad, EmotionLabel.Unknown]);
    }

    [Fact]
    public void An_empty_matrix_has_no_accuracy() => Assert.Equal((0, 0), (new ConfusionMatrix().UnweightedAccuracy, new ConfusionMatrix().Accuracy));

    [Theory]
    [InlineData("/x/happy/sad-kim.wav", EmotionLabel.Sad)]
    [InlineData("/x/happy/03-01.wav", EmotionLabel.Happy)]
    [InlineData("/x/Angry/take 2/a.wav", EmotionLabel.Angry)]
    [InlineData("/x/OAF_back_disgust.wav", EmotionLabel.Disgusted)]
    [InlineData("/x/fear/unhappy.wav", EmotionLabel.Fearful)]
    public void The_label_stands_in_the_file_name_or_the_nearest_folder(string path, EmotionLabel label)
    {
        Assert.True(LabelledFile.TryRead(path, out EmotionLabel read));
        Assert.Equal(label, read);
    }

    [Theory]
    [InlineData("/x/3/4.wav"), InlineData("/x/unhappy.wav")]
    public void Neither_a_number_nor_a_part_of_a_word_is_a_label(string path) => Assert.False(LabelledFile.TryRead(path, out _));
}
