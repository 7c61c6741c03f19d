using EmotionVoice.Edge.Devices.Tests.Children;
using Xunit.Runner.InProc.SystemConsole;

// Native libraries read the environment that a process was started with, so a test that needs one of its own (a sound
// server, no sound at all, a service manager) starts this executable again with "child" as its first argument.
return args is ["child", .. string[] rest] ? await Child.RunAsync(rest) : await ConsoleRunner.Run(args);
