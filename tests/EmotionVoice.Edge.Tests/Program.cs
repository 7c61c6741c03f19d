using EmotionVoice.Edge.Tests.Observers.Mqtt;
using Xunit.Runner.InProc.SystemConsole;

// A test that kills a process starts this executable again with "child" as its first argument.
return args is ["child", .. string[] rest] ? await MqttChild.RunAsync(rest) : await ConsoleRunner.Run(args);
