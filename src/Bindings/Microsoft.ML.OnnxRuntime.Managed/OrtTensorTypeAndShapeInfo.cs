#nullable disable
using Microsoft.ML.OnnxRuntime.Interop;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>The shape of a tensor; a managed copy.</summary>
public struct OrtTensorTypeAndShapeInfo
{
    internal unsafe OrtTensorTypeAndShapeInfo(nint info)
    {
        ElementCount = OrtApi.Get(OrtFunction.GetTensorShapeElementCount, info);
        Shape = new long[OrtApi.Get(OrtFunction.GetDimensionsCount, info)];
        fixed (long* dimensions = Shape)
        {
            OrtApi.Check(((delegate* unmanaged[Cdecl]<nint, long*, nint, nint>)OrtApi.Function(OrtFunction.GetDimensions))(
                info, dimensions, Shape.Length));
        }
    }

    public long ElementCount { get; }

    public long[] Shape { get; }
}
