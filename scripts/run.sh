#!/usr/bin/env bash
# Sets up what is missing and starts the daemon. Arguments go to `emotionvoice run`, e.g. --once.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
"$root/scripts/setup.sh"

# Threads of native libraries wait asleep rather than spinning (on shared cores they stall each other), and share two heaps.
export OMP_WAIT_POLICY=passive MALLOC_ARENA_MAX=1
# Where the program keeps what it makes, as systemd would tell it.
export STATE_DIRECTORY=${STATE_DIRECTORY:-$root/artifacts/state}
mkdir -p "$STATE_DIRECTORY"

exec "$root/src/EmotionVoice.Edge/bin/Release/net10.0/emotionvoice" run "$@"
