using EmotionVoice.Edge;

return await CommandLine.RunAsync(args);
