using EmotionVoice.Edge;
using Glibc;

// Engines are called from any thread of the pool: two arenas serve them, and buffers of a whole utterance are given back.
Malloc.KeepSmall(arenas: 2, returnedBytes: 512 * 1024);

return await CommandLine.RunAsync(args);
