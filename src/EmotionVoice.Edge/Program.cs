using EmotionVoice.Edge;
using Glibc;

// Engines are called from any thread of the pool: one arena serves them all, and buffers of a whole utterance are given back.
Malloc.KeepSmall(arenas: 1, returnedBytes: 512 * 1024);

return await CommandLine.RunAsync(args);
