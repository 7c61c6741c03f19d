namespace Microsoft.ML.OnnxRuntime.Interop;

/// <summary>ONNXTensorElementDataType of .NET's number types.</summary>
internal static class ElementTypes
{
    /// <summary>0 when there is none.</summary>
    internal static int Of(Type type) => Type.GetTypeCode(type) switch
    {
        TypeCode.Single => 1,
        TypeCode.Byte => 2,
        TypeCode.SByte => 3,
        TypeCode.UInt16 => 4,
        TypeCode.Int16 => 5,
        TypeCode.Int32 => 6,
        TypeCode.Int64 => 7,
        TypeCode.Boolean => 9,
        TypeCode.Double => 11,
        TypeCode.UInt32 => 12,
        TypeCode.UInt64 => 13,
        _ => 0,
    };
}
