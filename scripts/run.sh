#!/usr/bin/env bash
# Sets up what is missing and starts the daemon. Arguments go to `emotionvoice run`, e.g. --once.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
"$root/scripts/setup.sh"

# OpenMP threads of native libraries wait asleep rather than spinning: on shared cores they stall each other.
export OMP_WAIT_POLICY=passive
exec "$root/src/EmotionVoice.Edge/bin/Release/net10.0/emotionvoice" run "$@"
