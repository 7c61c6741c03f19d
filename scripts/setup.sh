#!/usr/bin/env bash
# Brings a machine with the .NET SDK, npm and apt to the point where the program can be started: native libraries,
# packages, build, models. Each step is skipped when its result is there, so that a second start works offline.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1

app="$root/src/EmotionVoice.Edge/bin/Release/net10.0/emotionvoice"
stamp="$root/artifacts/setup.stamp"

build() {
  # Newest source file against the last build: asking MSBuild takes seconds, asking the file system doesn't.
  if [[ -x $app && -f $stamp && -z $(find src models/models.json Directory.Packages.props -newer "$stamp" -type f \
      -not -path '*/bin/*' -not -path '*/obj/*' -print -quit) ]]; then
    return
  fi
  echo "Building …"
  local log="$root/artifacts/build.log"
  if ! dotnet build src/EmotionVoice.Edge/EmotionVoice.Edge.csproj -c Release -v quiet --nologo >"$log" 2>&1; then
    cat "$log" >&2
    echo "The build failed; the whole output is in artifacts/build.log." >&2
    exit 70
  fi
  touch "$stamp"
}

mkdir -p "$root/artifacts"
"$root/scripts/natives.sh"
"$root/scripts/upstream.sh"
build
"$app" models fetch
