using BenchmarkDotNet.Running;

// dotnet run -c Release --project tests/EmotionVoice.Edge.Benchmarks -- --filter '*'
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
