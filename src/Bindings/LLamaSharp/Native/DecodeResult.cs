namespace LLama.Native;

/// <summary>What llama_decode answers.</summary>
public enum DecodeResult
{
    Ok = 0,
    NoKvSlot = 1,
    ComputeAborted = 2,
    InvalidInputBatch = -1,
    AllocationFailed = -2,
    DecodeFailed = -3,
}
