using System.Diagnostics;
using System.Text;
using System.Threading.Channels;

namespace EmotionVoice.Edge.Testing.SoundServer;

/// <summary>A process that a test started: its lines, its exit code, its end whatever happens.</summary>
public sealed class ChildProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Task<string> _errors;
    private readonly Channel<string> _errorLines = Channel.CreateUnbounded<string>();
    private readonly List<(string Name, string Value)> _said = [];
    private readonly StringBuilder _allErrors = new();

    private ChildProcess(ProcessStartInfo start)
    {
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        _process = Process.Start(start) ?? throw new InvalidOperationException($"{start.FileName} did not start.");
        _errors = ReadErrorsAsync();
    }

    public int Id => _process.Id;

    public Stream Output => _process.StandardOutput.BaseStream;

    public static ChildProcess Run(IReadOnlyDictionary<string, string> environment, string program, params string[] args)
    {
        ProcessStartInfo start = new(program, args);
        foreach ((string name, string value) in environment)
            start.Environment[name] = value;
        return new ChildProcess(start);
    }

    /// <summary>Reads lines until one begins with that name.</summary>
    public async Task<string> WaitForAsync(string name, CancellationToken cancellationToken)
    {
        while (await _process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            string[] words = line.Split(' ', 2);
            _said.Add((words[0], words[^1]));
            if (words[0] == name)
                return words[^1];
        }

        throw new InvalidOperationException($"The child ended without saying \"{name}\": {string.Join("; ", _said)} {await _errors}");
    }

    /// <summary>Reads standard error until a line holds that text.</summary>
    public async Task<string> WaitForErrorAsync(string text, CancellationToken cancellationToken)
    {
        await foreach (string line in _errorLines.Reader.ReadAllAsync(cancellationToken))
            if (line.Contains(text, StringComparison.Ordinal))
                return line;
        throw new InvalidOperationException($"The child ended without \"{text}\" on standard error: {await _errors}");
    }

    /// <summary>Reads standard error until all of these texts have come, in any order.</summary>
    public async Task WaitForErrorsAsync(CancellationToken cancellationToken, params IReadOnlyList<string> texts)
    {
        List<string> missing = [.. texts];
        while (missing.Count > 0)
        {
            string line = await WaitForErrorAsync("", cancellationToken);
            missing.RemoveAll(text => line.Contains(text, StringComparison.Ordinal));
        }
    }

    /// <summary>The next line of standard output; null at its end.</summary>
    public async Task<string?> ReadLineAsync(CancellationToken cancellationToken) => await _process.StandardOutput.ReadLineAsync(cancellationToken);

    /// <summary>Closes the child's input and waits for its end.</summary>
    public async Task<int> EndAsync(CancellationToken cancellationToken)
    {
        _process.StandardInput.Close();
        while (await _process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            string[] words = line.Split(' ', 2);
            _said.Add((words[0], words[^1]));
        }

        await _process.WaitForExitAsync(cancellationToken);
        return _process.ExitCode;
    }

    /// <summary>All that it said under that name.</summary>
    public IReadOnlyList<string> Said(string name) => [.. _said.Where(line => line.Name == name).Select(line => line.Value)];

    public Task<string> ErrorsAsync() => _errors;

    /// <summary>What it has written to standard error until now.</summary>
    public string ErrorsSoFar()
    {
        lock (_allErrors)
            return _allErrors.ToString();
    }

    private async Task<string> ReadErrorsAsync()
    {
        StringBuilder all = _allErrors;
        while (await _process.StandardError.ReadLineAsync(CancellationToken.None) is { } line)
        {
            lock (all)
                all.AppendLine(line);
            _errorLines.Writer.TryWrite(line);
        }

        _errorLines.Writer.Complete();
        return all.ToString();
    }

    /// <summary>Asks it to end, as systemd and Ctrl+C do.</summary>
    public void Terminate() => Process.Start("kill", ["-TERM", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]).WaitForExit();

    public void Kill() => _process.Kill();

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
    }
}
