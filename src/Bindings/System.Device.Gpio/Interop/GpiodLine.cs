namespace System.Device.Gpio.Interop;

/// <summary>A line of a chip; it lives as long as the chip. Requests of one line come from one thread at a time.</summary>
internal sealed unsafe class GpiodLine(nint line, int offset)
{
    private const string Consumer = "emotionvoice";

    private bool _requested;

    internal void RequestInput(LineFlags flags)
    {
        Release();
        Check(GpiodNative.gpiod_line_request_input_flags(line, Consumer, flags), "can't be used as an input");
        _requested = true;
    }

    internal void RequestEdges(LineFlags flags)
    {
        Release();
        Check(GpiodNative.gpiod_line_request_both_edges_events_flags(line, Consumer, flags), "can't be watched");
        _requested = true;
    }

    internal bool Read() => Check(GpiodNative.gpiod_line_get_value(line), "can't be read") == 1;

    /// <summary>The next edge, or null after the timeout.</summary>
    internal LineEdge? WaitForEdge(TimeSpan timeout)
    {
        TimeSpec limit = new() { Seconds = (long)timeout.TotalSeconds, Nanoseconds = timeout.Ticks % TimeSpan.TicksPerSecond * TimeSpan.NanosecondsPerTick };
        if (Check(GpiodNative.gpiod_line_event_wait(line, &limit), "can't be watched any more") == 0)
            return null;
        LineEvent happened;
        Check(GpiodNative.gpiod_line_event_read(line, &happened), "can't be watched any more");
        return happened.Edge;
    }

    internal void Release()
    {
        if (_requested)
            GpiodNative.gpiod_line_release(line);
        _requested = false;
    }

    private int Check(int result, string complaint) => result >= 0 ? result : throw GpiodException.Last($"GPIO {offset} {complaint}");
}
