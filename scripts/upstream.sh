#!/usr/bin/env bash
# Asks the package feed which of the packages that src/Bindings stands in for it has, and restores those it has into
# the NuGet cache: src/Directory.Build.targets then uses them in place of the stand-ins. Answers are remembered in
# artifacts/upstream, so that the second run is instant and offline.
#   scripts/upstream.sh           asks what was not asked yet
#   scripts/upstream.sh --again   asks everything again
set -euo pipefail

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
answers="$root/artifacts/upstream"
cache="${NUGET_PACKAGES:-$HOME/.nuget/packages}"
at_once=3

case "${1:-}" in
  "") again=no ;;
  --again) again=yes ;;
  *) echo "usage: scripts/upstream.sh [--again]" >&2; exit 64 ;;
esac

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1
mkdir -p "$answers"
work="$(mktemp -d)"
# Restores still under way die with the script, so that Ctrl+C leaves nothing behind.
trap 'kill $(jobs -p) 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$work"' EXIT

# "name version" of each package in the first, the upstream, group.
packages() {
  awk '/<ItemGroup Label="The packages that the product is written against/ { inside = 1 }
       inside && /<\/ItemGroup>/ { exit }
       inside && match($0, /Include="[^"]+"/) {
         name = substr($0, RSTART + 9, RLENGTH - 10)
         match($0, /Version="[^"]+"/); print name, substr($0, RSTART + 9, RLENGTH - 10)
       }' "$root/Directory.Packages.props"
}

in_cache() { [[ -d "$cache/${1,,}/$2" ]]; }

remembered() {
  [[ $again == no && -f "$answers/$1.$2" ]] || return 1
  # "found" counts only while the package is still in the cache.
  [[ "$(<"$answers/$1.$2")" != found ]] || in_cache "$1" "$2"
}

ask() {
  local name="$1" version="$2" folder="$work/$1" answer
  mkdir -p "$folder"
  cat > "$folder/probe.csproj" <<PROBE
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <TargetFramework>net10.0</TargetFramework>
    <NuGetAudit>false</NuGetAudit>
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="$name" Version="[$version]" />
  </ItemGroup>
</Project>
PROBE
  if timeout 300 dotnet restore "$folder/probe.csproj" -v q > "$folder/log" 2>&1; then
    answer=found
  elif grep -qE 'NU1101|NU1102|NU1103' "$folder/log"; then
    answer=absent
  else
    # No answer is no answer: not remembered, asked again next time.
    printf '  %-42s %-10s not asked: %s\n' "$name" "$version" "$(grep -m1 -oE '(error|warn) .*' "$folder/log" || echo 'the restore gave no reason')"
    return
  fi
  printf '%s' "$answer" > "$folder/answer"
  mv "$folder/answer" "$answers/$name.$version"
  printf '  %-42s %-10s %s\n' "$name" "$version" "$([[ $answer == found ]] && echo 'the package' || echo 'stand-in (the feed has no such package)')"
}

list="$(packages)"
if [[ -z "$list" ]]; then
  echo "scripts/upstream.sh: no upstream packages found in Directory.Packages.props; was its group renamed?" >&2
  exit 78
fi

asked=0
while read -r name version; do
  remembered "$name" "$version" && continue
  [[ $asked -gt 0 ]] || echo "Asking the package feed:"
  asked=$((asked + 1))
  while (( $(jobs -rp | wc -l) >= at_once )); do wait -n || true; done
  ask "$name" "$version" &
done <<< "$list"
wait

total="$(wc -l <<< "$list")"
found=0
while read -r name version; do
  [[ "$(cat "$answers/$name.$version" 2>/dev/null)" != found ]] || found=$((found + 1))
done <<< "$list"
echo "Upstream packages: $found of $total from the feed, stand-ins for the others."
