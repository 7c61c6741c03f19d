#!/usr/bin/env bash
# Sets up what is missing and runs all tests. The last line says how they went: N passed, N failed, N skipped.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"
source scripts/lib/ui.sh
source scripts/lib/apt.sh
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1

# What only tests need: a real sound server, a real broker and its clients, systemd's checks of the unit, a C compiler for
# the simulated GPIO. One by one: without one of them only the tests that need it are skipped, and they say so.
step "Debian packages for the tests"
complete=1
for package in pulseaudio pulseaudio-utils libasound2-plugins mosquitto mosquitto-clients systemd gcc libc6-dev; do
  dpkg -s "$package" >/dev/null 2>&1 || apt_install "$package" || complete=0
done
if ((complete)); then finished "in place"; fi

# Real tool servers, which the tests start and call; pinned with all that they need. Without them those tests are skipped.
step "Tool servers for the tests"
servers="$root/artifacts/mcp"
if cmp -s tests/TestData/mcp/package-lock.json "$servers/installed-lock.json"; then
  finished "in place"
elif ! command -v node >/dev/null; then
  warn "There is no node to run them; tests that call one are skipped."
else
  mkdir -p "$servers"
  cp tests/TestData/mcp/package.json tests/TestData/mcp/package-lock.json "$servers"
  if (cd "$servers" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error) >"$root/artifacts/mcp.log" 2>&1; then
    cp "$servers/package-lock.json" "$servers/installed-lock.json"
    finished "installed in artifacts/mcp"
  else
    warn "npm could not install them; tests that call one are skipped. The whole output is in artifacts/mcp.log."
  fi
fi

scripts/setup.sh
echo "Building the tests …"
if ! dotnet build EmotionVoice.Edge.sln -c Release -v quiet --nologo >artifacts/build-tests.log 2>&1; then
  cat artifacts/build-tests.log >&2
  echo "The build failed; the whole output is in artifacts/build-tests.log." >&2
  exit 70
fi
# Both profiles are tested, and a wake word; from the registries, whatever copies lie here. What can't be had is skipped
# by the tests that need it, with the reason.
EMOTIONVOICE_MODEL_MIRROR=/nonexistent src/EmotionVoice.Edge/bin/Release/net10.0/emotionvoice models fetch embedded wake-alexa

results="$root/artifacts/test-results"
rm -rf "$results"
mkdir -p "$results"
status=0
for project in tests/*.Tests tests/*.Scenarios; do
  name=$(basename "$project")
  echo "== $name"
  # One project after the other: they share two cores with native engines. Within a project tests run in parallel.
  "$project/bin/Release/net10.0/$name" -noLogo -noColor -trx "$results/$name.trx" || status=1
done

count() { # count <attribute>: sum over all result files
  grep -ho "<Counters [^>]*" "$results"/*.trx | grep -o " $1=\"[0-9]*\"" | grep -o '[0-9]*' | awk '{ sum += $1 } END { print sum + 0 }'
}
total=$(count total); passed=$(count passed); failed=$(count failed)
if [[ ${total:-0} -eq 0 ]]; then
  echo "No test ran." >&2
  exit 1
fi
echo "$passed passed, $failed failed, $((total - passed - failed)) skipped"
exit $status
