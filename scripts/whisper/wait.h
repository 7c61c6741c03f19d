/*
 * How a thread of ggml waits for the others between two operations. Forced into every C file of the build;
 * natives.sh puts it where ggml would spin. A spinning thread keeps a core from the very thread that it waits for
 * when cores are shared: with two busy programs on two cores, two threads then take ten times as long as one.
 */
#include <sched.h>

static inline void wait_for_other_threads(void) {
    static _Thread_local unsigned waits;
    if (++waits % 64 == 0) { /* about a microsecond of pauses: short waits never enter the kernel */
        sched_yield();
        return;
    }
#if defined(__x86_64__)
    __builtin_ia32_pause();
#elif defined(__aarch64__)
    __asm__ volatile("yield" ::: "memory");
#endif
}
