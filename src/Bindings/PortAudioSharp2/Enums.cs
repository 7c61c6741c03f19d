namespace PortAudioSharp;

public enum SampleFormat : uint
{
    Float32 = 0x1,
    Int32 = 0x2,
    Int24 = 0x4,
    Int16 = 0x8,
    Int8 = 0x10,
    UInt8 = 0x20,
    CustomFormat = 0x10000,
    NonInterleaved = 0x80000000,
}

[Flags]
public enum StreamFlags : uint
{
    NoFlag = 0,
    ClipOff = 0x1,
    DitherOff = 0x2,
    NeverDropInput = 0x4,
    PrimeOutputBuffersUsingStreamCallback = 0x8,
    PlatformSpecificFlags = 0xFFFF0000,
}

[Flags]
public enum StreamCallbackFlags : uint
{
    InputUnderflow = 0x1,
    InputOverflow = 0x2,
    OutputUnderflow = 0x4,
    OutputOverflow = 0x8,
    PrimingOutput = 0x10,
}

public enum StreamCallbackResult
{
    Continue = 0,
    Complete = 1,
    Abort = 2,
}

public enum ErrorCode
{
    NoError = 0,
    NotInitialized = -10000,
    UnanticipatedHostError,
    InvalidChannelCount,
    InvalidSampleRate,
    InvalidDevice,
    InvalidFlag,
    SampleFormatNotSupported,
    BadIODeviceCombination,
    InsufficientMemory,
    BufferTooBig,
    BufferTooSmall,
    NullCallback,
    BadStreamPtr,
    TimedOut,
    InternalError,
    DeviceUnavailable,
    IncompatibleHostApiSpecificStreamInfo,
    StreamIsStopped,
    StreamIsNotStopped,
    InputOverflowed,
    OutputUnderflowed,
    HostApiNotFound,
    InvalidHostApi,
    CanNotReadFromACallbackStream,
    CanNotWriteToACallbackStream,
    CanNotReadFromAnOutputOnlyStream,
    CanNotWriteToAnInputOnlyStream,
    IncompatibleStreamHostApi,
    BadBufferPtr,
}
