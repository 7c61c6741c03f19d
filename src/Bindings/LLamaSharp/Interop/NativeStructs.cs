using System.Runtime.InteropServices;

namespace LLama.Interop;

// Layouts of llama.h, release v0.5.0, 64-bit. A C bool is a byte here so that the structs stay blittable.

/// <summary>80 bytes, passed by value.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeModelParams
{
    internal nint devices;
    internal nint tensor_buft_overrides;
    internal int n_gpu_layers;
    internal int split_mode;
    internal int load_mode;
    internal int lazy_mode;
    internal int main_gpu;
    internal nint tensor_split;
    internal unsafe delegate* unmanaged[Cdecl]<float, nint, byte> progress_callback;
    internal nint progress_callback_user_data;
    internal nint kv_overrides;
    internal byte vocab_only;
    internal byte check_tensors;
    internal byte use_extra_bufts;
    internal byte no_host;
    internal byte no_alloc;
    internal byte load_mtp;
}

/// <summary>160 bytes, passed by value.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeContextParams
{
    internal uint n_ctx;
    internal uint n_batch;
    internal uint n_ubatch;
    internal uint n_seq_max;
    internal uint n_rs_seq;
    internal uint n_outputs_max;
    internal uint n_outputs_max_per_seq;
    internal int n_threads;
    internal int n_threads_batch;
    internal int ctx_type;
    internal int rope_scaling_type;
    internal int pooling_type;
    internal int attention_type;
    internal int flash_attn_type;
    internal float rope_freq_base;
    internal float rope_freq_scale;
    internal float yarn_ext_factor;
    internal float yarn_attn_factor;
    internal float yarn_beta_fast;
    internal float yarn_beta_slow;
    internal uint yarn_orig_ctx;
    internal float defrag_thold;
    internal nint cb_eval;
    internal nint cb_eval_user_data;
    internal int type_k;
    internal int type_v;
    internal nint abort_callback;
    internal nint abort_callback_data;
    internal byte embeddings;
    internal byte offload_kqv;
    internal byte no_perf;
    internal byte op_offload;
    internal byte swa_full;
    internal byte kv_unified;
    internal nint samplers;
    internal nuint n_samplers;
    internal nint ctx_other;
}

/// <summary>56 bytes, passed by value; the arrays belong to the caller.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct NativeBatch
{
    internal int n_tokens;
    internal int* token;
    internal float* embd;
    internal int* pos;
    internal int* n_seq_id;
    internal int** seq_id;
    internal byte* logits;
}

[StructLayout(LayoutKind.Sequential)]
internal unsafe struct NativeChatMessage
{
    internal byte* role;
    internal byte* content;
}

[StructLayout(LayoutKind.Sequential)]
internal struct NativeSamplerChainParams
{
    internal byte no_perf;
}
