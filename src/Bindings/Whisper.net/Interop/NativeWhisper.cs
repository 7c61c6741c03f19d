using System.Runtime.InteropServices;

namespace Whisper.net.Interop;

/// <summary>The functions of libwhisper, by their own names. Call <see cref="WhisperLibrary.Load"/> before any of them.</summary>
internal static unsafe partial class NativeWhisper
{
    private const string Library = WhisperLibrary.Name;

    [LibraryImport(Library)] internal static partial nint whisper_print_system_info();
    [LibraryImport(Library)] internal static partial void whisper_log_set(delegate* unmanaged<int, byte*, nint, void> callback, nint userData);

    [LibraryImport(Library)] internal static partial WhisperContextParams* whisper_context_default_params_by_ref();
    [LibraryImport(Library)] internal static partial void whisper_free_context_params(WhisperContextParams* parameters);
    [LibraryImport(Library)] internal static partial WhisperFullParams* whisper_full_default_params_by_ref(int strategy);
    [LibraryImport(Library)] internal static partial void whisper_free_params(WhisperFullParams* parameters);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial WhisperContextHandle whisper_init_from_file_with_params_no_state(string path, WhisperContextParams parameters);
    [LibraryImport(Library)] internal static partial void whisper_free(nint context);
    [LibraryImport(Library)] internal static partial WhisperStateHandle whisper_init_state(WhisperContextHandle context);
    [LibraryImport(Library)] internal static partial void whisper_free_state(nint state);

    [LibraryImport(Library)]
    internal static partial int whisper_full_with_state(
        WhisperContextHandle context, WhisperStateHandle state, WhisperFullParams parameters, float* samples, int count);

    [LibraryImport(Library)] internal static partial int whisper_full_n_segments_from_state(nint state);
    [LibraryImport(Library)] internal static partial int whisper_full_lang_id_from_state(nint state);
    [LibraryImport(Library)] internal static partial long whisper_full_get_segment_t0_from_state(nint state, int segment);
    [LibraryImport(Library)] internal static partial long whisper_full_get_segment_t1_from_state(nint state, int segment);
    [LibraryImport(Library)] internal static partial nint whisper_full_get_segment_text_from_state(nint state, int segment);
    [LibraryImport(Library)] internal static partial float whisper_full_get_segment_no_speech_prob_from_state(nint state, int segment);
    [LibraryImport(Library)] internal static partial int whisper_full_n_tokens_from_state(nint state, int segment);
    [LibraryImport(Library)] internal static partial nint whisper_full_get_token_text_from_state(nint context, nint state, int segment, int token);
    [LibraryImport(Library)] internal static partial WhisperTokenData whisper_full_get_token_data_from_state(nint state, int segment, int token);

    [LibraryImport(Library)]
    internal static partial int whisper_pcm_to_mel_with_state(
        WhisperContextHandle context, WhisperStateHandle state, float* samples, int count, int threads);

    [LibraryImport(Library)]
    internal static partial int whisper_lang_auto_detect_with_state(
        WhisperContextHandle context, WhisperStateHandle state, int offsetMs, int threads, float* probabilities);

    [LibraryImport(Library)] internal static partial int whisper_lang_max_id();
    [LibraryImport(Library)] internal static partial nint whisper_lang_str(int id);
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)] internal static partial int whisper_lang_id(string language);
}
