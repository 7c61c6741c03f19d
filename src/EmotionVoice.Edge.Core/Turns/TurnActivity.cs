namespace EmotionVoice.Edge.Core.Turns;

/// <summary>What the turn loop is doing at this moment.</summary>
/// <param name="IsBusy">An utterance is being answered or waits for it.</param>
/// <param name="IsAudible">A reply can be heard.</param>
/// <param name="Answers">Turns so far that ended with something said; utterances without words are none.</param>
public readonly record struct TurnActivity(bool IsBusy, bool IsAudible, int Answers);
