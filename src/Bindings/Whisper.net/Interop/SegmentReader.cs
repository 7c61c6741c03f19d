using System.Runtime.InteropServices;

namespace Whisper.net.Interop;

/// <summary>Copies one finished segment out of the native state.</summary>
internal static class SegmentReader
{
    internal static SegmentData Read(nint context, nint state, int index, bool probabilities)
    {
        var tokens = new WhisperToken[NativeWhisper.whisper_full_n_tokens_from_state(state, index)];
        float sum = 0, lowest = 0, highest = 0;
        for (int i = 0; i < tokens.Length; i++)
        {
            tokens[i] = ReadToken(context, state, index, i);
            if (!probabilities)
                continue;
            float probability = tokens[i].Probability;
            sum += probability;
            lowest = i == 0 ? probability : Math.Min(lowest, probability);
            highest = i == 0 ? probability : Math.Max(highest, probability);
        }

        return new SegmentData(
            Text(NativeWhisper.whisper_full_get_segment_text_from_state(state, index)) ?? "",
            Time(NativeWhisper.whisper_full_get_segment_t0_from_state(state, index)),
            Time(NativeWhisper.whisper_full_get_segment_t1_from_state(state, index)),
            lowest, highest, tokens.Length == 0 ? 0 : sum / tokens.Length,
            NativeWhisper.whisper_full_get_segment_no_speech_prob_from_state(state, index),
            Text(NativeWhisper.whisper_lang_str(NativeWhisper.whisper_full_lang_id_from_state(state))) ?? "",
            tokens);
    }

    private static WhisperToken ReadToken(nint context, nint state, int segment, int index)
    {
        WhisperTokenData token = NativeWhisper.whisper_full_get_token_data_from_state(state, segment, index);
        return new WhisperToken
        {
            Id = token.Id,
            TimestampId = token.TimestampId,
            Probability = token.Probability,
            ProbabilityLog = token.ProbabilityLog,
            TimestampProbability = token.TimestampProbability,
            TimestampProbabilitySum = token.TimestampProbabilitySum,
            Start = token.Start,
            End = token.End,
            DtwTimestamp = token.DtwTimestamp,
            VoiceLen = token.VoiceLength,
            Text = Text(NativeWhisper.whisper_full_get_token_text_from_state(context, state, segment, index)),
        };
    }

    internal static string? Text(nint utf8) => Marshal.PtrToStringUTF8(utf8);

    private static TimeSpan Time(long hundredths) => TimeSpan.FromMilliseconds(hundredths * 10);
}
