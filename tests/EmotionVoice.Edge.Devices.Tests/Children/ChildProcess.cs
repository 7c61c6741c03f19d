using System.Diagnostics;
using System.Text;

namespace EmotionVoice.Edge.Devices.Tests.Children;

/// <summary>A process that a test started: its lines, its exit code, its end whatever happens.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Task<string> _errors;
    private readonly List<(string Name, string Value)> _said = [];

    private ChildProcess(ProcessStartInfo start)
    {
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        _process = Process.Start(start) ?? throw new InvalidOperationException($"{start.FileName} did not start.");
        _errors = _process.StandardError.ReadToEndAsync();
    }

    public int Id => _process.Id;

    public Stream Output => _process.StandardOutput.BaseStream;

    /// <summary>This test executable again, as <see cref="Child"/>.</summary>
    public static ChildProcess Start(IReadOnlyDictionary<string, string> environment, params string[] args) =>
        Run(environment, Command[0], [.. Command[1..], "child", .. args]);

    /// <summary>How this test executable is started: by itself, or through the dotnet host.</summary>
    public static string[] Command
    {
        get
        {
            string own = Environment.ProcessPath!;
            return Path.GetFileNameWithoutExtension(own) == "dotnet" ? [own, typeof(Child).Assembly.Location] : [own];
        }
    }

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

    public void Kill() => _process.Kill();

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
    }
}
