#nullable disable
using System.Buffers;
using Microsoft.ML.OnnxRuntime.Interop;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>A tensor. Made over managed memory, it pins that memory until it is disposed.</summary>
public class OrtValue : IDisposable
{
    private nint _handle;
    private MemoryHandle _pin;

    internal OrtValue(nint handle, MemoryHandle pin = default)
    {
        _handle = handle;
        _pin = pin;
    }

    ~OrtValue() => Dispose(false);

    internal nint Handle
    {
        get
        {
            ObjectDisposedException.ThrowIf(_handle == 0, this);
            return _handle;
        }
    }

    /// <param name="data">At least as many elements as <paramref name="shape"/> asks for; read and written in place.</param>
    /// <exception cref="OnnxRuntimeException">Too few elements, or an element type without a tensor type.</exception>
    public static unsafe OrtValue CreateTensorValueFromMemory<T>(T[] data, long[] shape)
        where T : unmanaged
    {
        int elementType = ElementTypes.Of(typeof(T));
        if (elementType == 0)
            throw new OnnxRuntimeException(ErrorCode.InvalidArgument, $"Tensor of type: {typeof(T)} is not supported");

        long needed = 1;
        foreach (long dimension in shape)
            needed = checked(needed * dimension);
        if (needed > data.Length)
        {
            throw new OnnxRuntimeException(
                ErrorCode.InvalidArgument,
                $"Managed memory size: {data.Length} elements is less than shape size: {needed} elements");
        }

        MemoryHandle pin = new Memory<T>(data).Pin();
        try
        {
            nint value = OrtApi.CreateTensor(
                OrtEnvironment.CpuMemory, (nint)pin.Pointer, (nint)data.Length * sizeof(T), shape, elementType);
            return new OrtValue(value, pin);
        }
        catch
        {
            pin.Dispose();
            throw;
        }
    }

    /// <summary>The elements in place; valid until this value is disposed.</summary>
    /// <exception cref="OnnxRuntimeException">The tensor holds another type.</exception>
    public unsafe ReadOnlySpan<T> GetTensorDataAsSpan<T>()
        where T : unmanaged
    {
        nint info = OrtApi.Get(OrtFunction.GetTensorTypeAndShape, Handle);
        try
        {
            int elementType = (int)OrtApi.Get(OrtFunction.GetTensorElementType, info);
            if (elementType != ElementTypes.Of(typeof(T)))
            {
                throw new OnnxRuntimeException(
                    ErrorCode.InvalidArgument, $"Requested type: {typeof(T)} does not match the actual type: {elementType}");
            }

            int count = (int)OrtApi.Get(OrtFunction.GetTensorShapeElementCount, info);
            return count == 0 ? [] : new ReadOnlySpan<T>((void*)OrtApi.Get(OrtFunction.GetTensorMutableData, Handle), count);
        }
        finally
        {
            OrtApi.Release(OrtFunction.ReleaseTensorTypeAndShapeInfo, info);
        }
    }

    public OrtTensorTypeAndShapeInfo GetTensorTypeAndShape()
    {
        nint info = OrtApi.Get(OrtFunction.GetTensorTypeAndShape, Handle);
        try
        {
            return new OrtTensorTypeAndShapeInfo(info);
        }
        finally
        {
            OrtApi.Release(OrtFunction.ReleaseTensorTypeAndShapeInfo, info);
        }
    }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        nint handle = Interlocked.Exchange(ref _handle, 0);
        if (handle == 0)
            return;

        OrtApi.Release(OrtFunction.ReleaseValue, handle);
        _pin.Dispose();
    }
}
