#!/usr/bin/env bash
# Installs or builds the native libraries that package feeds do not bring, into artifacts/natives/<rid>/:
#   sherpa/   sherpa-onnx and ONNX Runtime          (npm sherpa-onnx-linux-*)
#   llama/    libllama and ggml                     (npm @node-llama-cpp/linux-*)
#   whisper/  libwhisper, its ggml, whisper-cli     (built from the sources in npm nodejs-whisper)
# and the Debian packages that they and the daemon need. Safe to interrupt and to run again.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
source "$root/scripts/lib/ui.sh"
source "$root/scripts/lib/npm.sh"
source "$root/scripts/lib/apt.sh"
source "$root/scripts/lib/whisper.sh"

sherpa_version=1.13.8
llama_version=3.22.1
whisper_version=0.3.1

usage() {
    cat <<'TEXT'
usage: scripts/natives.sh [--rid linux-x64|linux-arm64] [--only sherpa|llama|whisper|packages] [--force]

  --rid    the machine to install for; default: this one (another needs Debian's cross compiler)
  --only   one part instead of all four
  --force  install even what is already in place

exit codes: 0 everything is in place, 1 something is missing (the message says what to do), 2 wrong usage
TEXT
}

wrong_usage() {
    printf 'error: %s\n' "$1" >&2
    usage >&2
    exit 2
}

case $(uname -m) in
    x86_64) rid=linux-x64 ;;
    aarch64) rid=linux-arm64 ;;
    *) rid=unknown ;;
esac
only="" force=0
while (($#)); do
    case $1 in
        --rid) rid=${2:-}; shift ;;
        --only) only=${2:-}; shift ;;
        --force) force=1 ;;
        -h | --help) usage; exit 0 ;;
        *) wrong_usage "unknown option $1" ;;
    esac
    shift || wrong_usage "the last option needs a value"
done
case $rid in
    linux-x64 | linux-arm64) architecture=${rid#linux-} ;;
    unknown) wrong_usage "this machine ($(uname -m)) has no native libraries here; 64-bit x64 and arm64 do" ;;
    *) wrong_usage "unknown --rid '$rid'" ;;
esac
case $only in
    "" | sherpa | llama | whisper | packages) ;;
    *) wrong_usage "unknown --only '$only'" ;;
esac

hashes=$root/scripts/natives.sha256
cache=$root/artifacts/cache
natives=$root/artifacts/natives/$rid
sherpa_file=sherpa-onnx-linux-$architecture-$sherpa_version.tgz
llama_file=node-llama-cpp-linux-$architecture-$llama_version.tgz
whisper_file=nodejs-whisper-$whisper_version.tgz

wanted() { [[ -z $only || $only == "$1" ]]; }

# What a complete folder's stamp says: a changed version, hash or build recipe makes it differ.
stamp_of() {
    case $1 in
        sherpa) npm_hash "$sherpa_file" ;;
        llama) npm_hash "$llama_file" ;;
        whisper) whisper_recipe "$whisper_file" ;;
    esac
}

in_place() {
    ((force == 0)) && [[ -f $natives/$1/.stamp && $(<"$natives/$1/.stamp") == "$(stamp_of "$1")" ]]
}

# install_group <name> <function that fills the folder it is given>: the folder appears whole or not at all.
install_group() {
    local name=$1 fill=$2 incoming=$natives/.$1.incoming old=$natives/.$1.old
    rm -rf "$incoming" "$old"
    mkdir -p "$incoming"
    "$fill" "$incoming"
    stamp_of "$name" >"$incoming/.stamp"
    if [[ -e $natives/$name ]]; then mv "$natives/$name" "$old"; fi
    mv "$incoming" "$natives/$name"
    rm -rf "$old"
}

fill_sherpa() {
    npm_fetch "sherpa-onnx-linux-$architecture" "$sherpa_version" "$sherpa_file"
    progress "unpacking"
    tar -xzf "$cache/$sherpa_file" -C "$1" --strip-components=1 package/libsherpa-onnx-c-api.so package/libonnxruntime.so
}

fill_llama() {
    npm_fetch "@node-llama-cpp/linux-$architecture" "$llama_version" "$llama_file"
    progress "unpacking"
    # Not libllama-common and the Node add-on: nothing here loads them.
    tar -xzf "$cache/$llama_file" -C "$1" --strip-components=3 --wildcards \
        "package/bins/$rid/libllama.*" "package/bins/$rid/libggml*"
}

fill_whisper() {
    npm_fetch nodejs-whisper "$whisper_version" "$whisper_file"
    whisper_build "$cache/$whisper_file" "$1"
}

install_packages() {
    local -a missing=()
    library_there libportaudio.so.2 || missing+=(libportaudio2)
    library_there libespeak-ng.so.1 || missing+=(libespeak-ng1)
    compgen -G '/usr/lib/*/espeak-ng-data/phontab' >/dev/null || compgen -G '/usr/share/espeak-ng-data/phontab' >/dev/null \
        || missing+=(espeak-ng-data)
    # Button, MQTT and echo. The daemon runs without; a distribution that lacks one must not keep the others from being installed.
    local -a wanted_too=()
    library_there libgpiod.so.2 || wanted_too+=(libgpiod2)
    library_there libmosquitto.so.1 || wanted_too+=(libmosquitto1)
    library_there libspeexdsp.so.1 || wanted_too+=(libspeexdsp1)
    local -a installed=()
    local package
    if ((${#missing[@]})) && apt_install "${missing[@]}"; then installed+=("${missing[@]}"); fi
    for package in "${wanted_too[@]}"; do
        if apt_install "$package"; then installed+=("$package"); fi
    done
    if ((${#missing[@]} + ${#wanted_too[@]} == 0)); then
        finished "in place"
    elif ((${#installed[@]})); then
        finished "installed ${installed[*]}"
    fi
}

# install_step <number> <name> <title> <fill>
install_step() {
    wanted "$2" || return 0
    step "[$1/4] $3"
    if in_place "$2"; then
        finished "in place"
        return 0
    fi
    install_group "$2" "$4"
    finished "installed in artifacts/natives/$rid/$2"
}

mkdir -p "$cache" "$natives"
exec 9>"$root/artifacts/natives/.lock"
if ! flock -n 9; then
    printf 'another run of this script is at work; waiting for it …\n'
    flock 9
fi
# What this run, or one that was killed, leaves unfinished; nobody else is at work now.
clean() { rm -rf "$cache"/.incoming.* "$natives"/.*.incoming "$natives"/.*.old; }
clean
trap clean EXIT
trap 'ui_break; printf "interrupted; run this again to go on\n" >&2; exit 130' INT TERM

# The daemon's packages are this machine's, whatever --rid says.
if wanted packages; then
    step "[1/4] Debian packages"
    install_packages
fi
install_step 2 sherpa "sherpa-onnx $sherpa_version" fill_sherpa
install_step 3 llama "llama.cpp (node-llama-cpp $llama_version)" fill_llama
install_step 4 whisper "whisper.cpp (nodejs-whisper $whisper_version)" fill_whisper
if [[ -n ${whisper_built:-} ]]; then rm -rf "$whisper_built"; fi
