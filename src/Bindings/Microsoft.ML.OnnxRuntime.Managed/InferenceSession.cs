#nullable disable
using Microsoft.ML.OnnxRuntime.Interop;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>A loaded model. Runs may overlap; native memory goes when the last of them has ended.</summary>
public class InferenceSession : IDisposable
{
    private readonly SessionHandle _session;
    private readonly List<string> _inputNames;
    private readonly List<string> _outputNames;

    /// <exception cref="OnnxRuntimeException">The file is missing or is no model that this runtime can load.</exception>
    public InferenceSession(string modelPath, SessionOptions options)
    {
        _session = new SessionHandle(OrtApi.CreateSession(OrtEnvironment.Handle, modelPath, options.Handle));
        _inputNames = ReadNames(OrtFunction.SessionGetInputCount, OrtFunction.SessionGetInputName);
        _outputNames = ReadNames(OrtFunction.SessionGetOutputCount, OrtFunction.SessionGetOutputName);
    }

    public IReadOnlyList<string> InputNames => _inputNames;

    public IReadOnlyList<string> OutputNames => _outputNames;

    /// <param name="inputValues">In the order of <paramref name="inputNames"/>.</param>
    /// <returns>The outputs in the order of <paramref name="outputNames"/>; the caller disposes.</returns>
    /// <exception cref="OnnxRuntimeException">An unknown name, a wrong shape, or terminated by the run options.</exception>
    public IDisposableReadOnlyCollection<OrtValue> Run(
        RunOptions runOptions,
        IReadOnlyCollection<string> inputNames,
        IReadOnlyCollection<OrtValue> inputValues,
        IReadOnlyCollection<string> outputNames)
    {
        if (inputNames.Count != inputValues.Count)
        {
            throw new ArgumentException(
                $"Length of {nameof(inputNames)} ({inputNames.Count}) must match that of {nameof(inputValues)} ({inputValues.Count}).");
        }

        ObjectDisposedException.ThrowIf(_session.IsClosed, this);
        Span<nint> inputPointers = stackalloc nint[inputNames.Count];
        Span<nint> inputs = stackalloc nint[inputNames.Count];
        Span<nint> outputPointers = stackalloc nint[outputNames.Count];
        Span<nint> outputs = stackalloc nint[outputNames.Count];
        outputs.Clear(); // null asks the runtime to allocate
        Lookup(inputNames, inputPointers, "Input");
        Lookup(outputNames, outputPointers, "Output");
        int index = 0;
        foreach (OrtValue value in inputValues)
            inputs[index++] = value.Handle;

        bool held = false;
        try
        {
            _session.DangerousAddRef(ref held); // a dispose during the run waits for its end
            OrtApi.Run(
                _session.DangerousGetHandle(), runOptions?.Handle ?? 0, inputPointers, inputs, outputPointers, outputs);
        }
        finally
        {
            if (held)
                _session.DangerousRelease();
            GC.KeepAlive(inputValues);
            GC.KeepAlive(runOptions);
        }

        DisposableList<OrtValue> results = new(outputs.Length);
        foreach (nint output in outputs)
            results.Add(new OrtValue(output));
        return results;
    }

    public void Dispose()
    {
        _session.Dispose();
        GC.SuppressFinalize(this);
    }

    private void Lookup(IReadOnlyCollection<string> names, Span<nint> pointers, string kind)
    {
        int index = 0;
        foreach (string name in names)
        {
            if (!_session.TryGetName(name, out pointers[index++]))
            {
                throw new OnnxRuntimeException(
                    ErrorCode.InvalidArgument, $"{kind} name: '{name}' is not in the metadata");
            }
        }
    }

    private unsafe List<string> ReadNames(OrtFunction getCount, OrtFunction getName)
    {
        nint session = _session.DangerousGetHandle();
        int count = (int)OrtApi.Get(getCount, session);
        List<string> names = new(count);
        for (int i = 0; i < count; i++)
        {
            nint utf8;
            OrtApi.Check(((delegate* unmanaged[Cdecl]<nint, nint, nint, nint*, nint>)OrtApi.Function(getName))(
                session, i, OrtEnvironment.Allocator, &utf8));
            string name = OrtEnvironment.TakeText(utf8);
            names.Add(name);
            _session.AddName(name);
        }

        return names;
    }
}
