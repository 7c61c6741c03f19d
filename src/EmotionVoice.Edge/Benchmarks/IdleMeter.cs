using EmotionVoice.Edge.Diagnostics;
using EmotionVoice.Edge.Models;

namespace EmotionVoice.Edge.Benchmarks;

/// <summary>What the whole process costs between two moments.</summary>
internal sealed class IdleMeter(TimeProvider clock)
{
    private long _start;
    private TimeSpan _cpu;
    private long _allocated;
    private int _collections;

    public void Begin()
    {
        _start = clock.GetTimestamp();
        _cpu = Environment.CpuUsage.TotalTime;
        _allocated = GC.GetTotalAllocatedBytes();
        _collections = GC.CollectionCount(0);
    }

    public IdleRun End(long frames)
    {
        TimeSpan elapsed = clock.GetElapsedTime(_start);
        return new IdleRun(
            elapsed,
            100 * ((Environment.CpuUsage.TotalTime - _cpu) / elapsed),
            (GC.GetTotalAllocatedBytes() - _allocated) / Math.Max(1, frames),
            GC.CollectionCount(0) - _collections,
            ProcessMemory.Read());
    }
}

/// <summary>What listening to silence costs.</summary>
/// <param name="Elapsed">How long it was measured.</param>
/// <param name="CpuPercent">Of one core, all threads together.</param>
/// <param name="BytesAFrame">Managed memory allocated for each frame of 32 ms.</param>
/// <param name="Collections">Garbage collections in that time.</param>
/// <param name="Memory">At its end.</param>
internal sealed record IdleRun(TimeSpan Elapsed, double CpuPercent, long BytesAFrame, int Collections, ProcessMemory Memory)
{
    public ModelSelection? Models { get; init; }
}
