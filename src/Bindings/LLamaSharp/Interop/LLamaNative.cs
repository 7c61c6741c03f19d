using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LLama.Native;

namespace LLama.Interop;

/// <summary>Declarations of libllama v0.5.0 under their native names: library, model and vocabulary.</summary>
internal static unsafe partial class LLamaNative
{
    static LLamaNative() => RuntimeHelpers.RunClassConstructor(typeof(LLamaLibrary).TypeHandle);

    [LibraryImport(LLamaLibrary.LLama)]
    internal static partial void llama_backend_init();

    [LibraryImport(LLamaLibrary.LLama)]
    internal static partial void llama_log_set(delegate* unmanaged[Cdecl]<int, byte*, nint, void> log_callback, nint user_data);

    [LibraryImport(LLamaLibrary.LLama)]
    internal static partial NativeModelParams llama_model_default_params();

    [LibraryImport(LLamaLibrary.LLama, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint llama_model_load_from_file(string path_model, NativeModelParams parameters);

    [LibraryImport(LLamaLibrary.LLama)]
    internal static partial void llama_model_free(nint model);

    [LibraryImport(LLamaLibrary.LLama)]
    internal static partial int llama_model_n_ctx_train(SafeLlamaModelHandle model);

    [LibraryImport(LLamaLibrary.LLama)]
    internal static partial ulong llama_model_n_params(SafeLlamaModelHandle model);

    [LibraryImport(LLamaLibrary.LLama)]
    internal static partial int llama_model_meta_count(SafeLlamaModelHandle model);

    [LibraryImport(LLamaLibrary.LLama)]
    internal static partial int llama_model_meta_key_by_index(SafeLlamaModelHandle model, int i, byte* buf, nuint buf_size);

    [LibraryImport(LLamaLibrary.LLama)]
    internal static partial int llama_model_meta_val_str_by_index(SafeLlamaModelHandle model, int i, byte* buf, nuint buf_size);

    [LibraryImport(LLamaLibrary.LLama, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial byte* llama_model_chat_template(SafeLlamaModelHandle model, string? name);

    [LibraryImport(LLamaLibrary.LLama)]
    internal static partial nint llama_model_get_vocab(SafeLlamaModelHandle model);

    [LibraryImport(LLamaLibrary.LLama)]
    internal static partial int llama_vocab_n_tokens(nint vocab);

    [LibraryImport(LLamaLibrary.LLama)]
    internal static partial int llama_vocab_bos(nint vocab);

    [LibraryImport(LLamaLibrary.LLama)]
    internal static partial int llama_vocab_eos(nint vocab);

    [LibraryImport(LLamaLibrary.LLama)]
    internal static partial int llama_vocab_eot(nint vocab);

    [LibraryImport(LLamaLibrary.LLama)]
    [return: MarshalAs(UnmanagedType.U1)]
    internal static partial bool llama_vocab_get_add_bos(nint vocab);

    [LibraryImport(LLamaLibrary.LLama)]
    [return: MarshalAs(UnmanagedType.U1)]
    internal static partial bool llama_vocab_is_eog(nint vocab, int token);

    [LibraryImport(LLamaLibrary.LLama)]
    [return: MarshalAs(UnmanagedType.U1)]
    internal static partial bool llama_vocab_is_control(nint vocab, int token);

    [LibraryImport(LLamaLibrary.LLama)]
    internal static partial int llama_tokenize(
        nint vocab, byte* text, int text_len, int* tokens, int n_tokens_max,
        [MarshalAs(UnmanagedType.U1)] bool add_special, [MarshalAs(UnmanagedType.U1)] bool parse_special);

    [LibraryImport(LLamaLibrary.LLama)]
    internal static partial int llama_token_to_piece(
        nint vocab, int token, byte* buf, int length, int lstrip, [MarshalAs(UnmanagedType.U1)] bool special);

    [LibraryImport(LLamaLibrary.LLama)]
    internal static partial int llama_chat_apply_template(
        byte* tmpl, NativeChatMessage* chat, nuint n_msg, [MarshalAs(UnmanagedType.U1)] bool add_ass, byte* buf, int length);
}
