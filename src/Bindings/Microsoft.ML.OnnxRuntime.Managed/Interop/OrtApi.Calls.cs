using System.Runtime.InteropServices;

namespace Microsoft.ML.OnnxRuntime.Interop;

/// <summary>Typed calls through the table. A status that is not null becomes an exception and is released.</summary>
internal static unsafe partial class OrtApi
{
    internal static void Check(nint status)
    {
        if (status == 0)
            return;

        int code = ((delegate* unmanaged[Cdecl]<nint, int>)Function(OrtFunction.GetErrorCode))(status);
        nint text = ((delegate* unmanaged[Cdecl]<nint, nint>)Function(OrtFunction.GetErrorMessage))(status);
        string message = Marshal.PtrToStringUTF8(text) ?? "";
        Release(OrtFunction.ReleaseStatus, status);
        throw new OnnxRuntimeException((ErrorCode)code, message);
    }

    internal static void Release(OrtFunction release, nint value) =>
        ((delegate* unmanaged[Cdecl]<nint, void>)Function(release))(value);

    /// <summary>Functions of the form <c>status f(out pointer)</c>.</summary>
    internal static nint Create(OrtFunction create)
    {
        nint result;
        Check(((delegate* unmanaged[Cdecl]<nint*, nint>)Function(create))(&result));
        return result;
    }

    /// <summary>Functions of the form <c>status f(self)</c>.</summary>
    internal static void Call(OrtFunction function, nint self) =>
        Check(((delegate* unmanaged[Cdecl]<nint, nint>)Function(function))(self));

    /// <summary>Functions of the form <c>status f(self, int)</c>.</summary>
    internal static void Call(OrtFunction function, nint self, int value) =>
        Check(((delegate* unmanaged[Cdecl]<nint, int, nint>)Function(function))(self, value));

    /// <summary>Functions of the form <c>status f(self, out pointer or size)</c>.</summary>
    internal static nint Get(OrtFunction function, nint self)
    {
        nint result = 0; // an out parameter of four bytes leaves the upper half as it is
        Check(((delegate* unmanaged[Cdecl]<nint, nint*, nint>)Function(function))(self, &result));
        return result;
    }

    internal static nint CreateSession(nint environment, string path, nint options)
    {
        nint utf8 = Marshal.StringToCoTaskMemUTF8(path);
        try
        {
            nint session;
            Check(((delegate* unmanaged[Cdecl]<nint, nint, nint, nint*, nint>)Function(OrtFunction.CreateSession))(
                environment, utf8, options, &session));
            return session;
        }
        finally
        {
            Marshal.FreeCoTaskMem(utf8);
        }
    }

    internal static void AddSessionConfigEntry(nint options, string key, string value)
    {
        nint keyUtf8 = Marshal.StringToCoTaskMemUTF8(key);
        nint valueUtf8 = Marshal.StringToCoTaskMemUTF8(value);
        try
        {
            Check(((delegate* unmanaged[Cdecl]<nint, nint, nint, nint>)Function(OrtFunction.AddSessionConfigEntry))(
                options, keyUtf8, valueUtf8));
        }
        finally
        {
            Marshal.FreeCoTaskMem(keyUtf8);
            Marshal.FreeCoTaskMem(valueUtf8);
        }
    }

    internal static nint CreateTensor(nint memoryInfo, nint data, nint bytes, ReadOnlySpan<long> shape, int elementType)
    {
        nint value;
        fixed (long* dimensions = shape)
        {
            Check(((delegate* unmanaged[Cdecl]<nint, nint, nint, long*, nint, int, nint*, nint>)Function(
                OrtFunction.CreateTensorWithDataAsOrtValue))(
                memoryInfo, data, bytes, dimensions, shape.Length, elementType, &value));
        }

        return value;
    }

    internal static void Run(
        nint session, nint runOptions, ReadOnlySpan<nint> inputNames, ReadOnlySpan<nint> inputs,
        ReadOnlySpan<nint> outputNames, Span<nint> outputs)
    {
        fixed (nint* inNames = inputNames, ins = inputs, outNames = outputNames, outs = outputs)
        {
            Check(((delegate* unmanaged[Cdecl]<nint, nint, nint*, nint*, nint, nint*, nint, nint*, nint>)Function(
                OrtFunction.Run))(
                session, runOptions, inNames, ins, inputs.Length, outNames, outputNames.Length, outs));
        }
    }
}
