#!/usr/bin/env bash
# Compares `emotionvoice transcribe` with whisper.cpp's own program: errors and processor time on the same recordings,
# same weights, language and threads. whisper.cpp runs as it is by default: full context, five beams.
#   scripts/compare-whisper.sh [threads] [<folder>:<language>…]
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
threads=${1:-1}
shift || true
mirror=${EMOTIONVOICE_MODEL_MIRROR:-$root/../shared/models}
clips=$root/../shared/clips
sets=("$@")
((${#sets[@]})) || sets=("$clips/en:en" "$clips/ko:ko" "$clips/en-car:en")

rid=linux-$(uname -m | sed 's/x86_64/x64/; s/aarch64/arm64/')
theirs=$root/artifacts/natives/$rid/whisper/whisper-cli
ours=$root/src/EmotionVoice.Edge/bin/Release/net10.0/emotionvoice
weights=$mirror/whisper-base/ggml-base-q5_1.bin
for needed in "$theirs" "$ours" "$weights"; do
  [[ -f $needed ]] || { echo "$needed is missing; run ./scripts/setup.sh, and name the folder of the weights with EMOTIONVOICE_MODEL_MIRROR." >&2; exit 69; }
done

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export OMP_WAIT_POLICY=passive

# The whole process, with loading: seconds by the clock, and of processor time, which other programs disturb less.
timed() {
  local TIMEFORMAT='%R %U %S'
  { time "$@" >"$work/out" 2>"$work/err"; } 2>"$work/time" || { cat "$work/err" >&2; return 1; }
  awk '{ printf "%.1f %.1f", $1, $2 + $3 }' "$work/time"
}

rates() { # the last line of --evaluate: WER and CER
  sed -n 's/^WER \([0-9.]*\) %.*CER \([0-9.]*\) %.*WER.*/\1 \2/p' "$work/out"
}

row() { printf '%-8s %-13s %8s %8s %9s %9s\n' "$@"; }
row set program 'WER %' 'CER %' 'clock s' 'CPU s'
for set in "${sets[@]}"; do
  folder=${set%:*} language=${set##*:} name=$(basename "${set%:*}")
  mkdir -p "$work/$name"
  arguments=()
  for recording in "$folder"/*.wav; do
    arguments+=(-f "$recording" -of "$work/$name/$(basename "$recording" .wav)")
  done
  read -r clock cpu <<<"$(timed "$theirs" -m "$weights" -t "$threads" -l "$language" -np -otxt "${arguments[@]}")"
  "$ours" transcribe --evaluate "$folder" --transcripts "$work/$name" >"$work/out"
  read -r wer cer <<<"$(rates)"
  row "$name" whisper-cli "$wer" "$cer" "$clock" "$cpu"

  read -r our_clock our_cpu <<<"$(timed "$ours" transcribe --evaluate "$folder" -l "$language" \
    --set Models:Transcription=whisper-base-q5_1 --set "Engines:TranscriptionThreads=$threads")"
  read -r wer cer <<<"$(rates)"
  row "$name" emotionvoice "$wer" "$cer" "$our_clock" "$our_cpu"
  awk -v a="$our_clock" -v b="$clock" -v c="$our_cpu" -v d="$cpu" 'BEGIN { printf "%-8s %-13s %8s %8s %9.2f %9.2f\n", "", "ratio", "", "", a / b, c / d }'
done
