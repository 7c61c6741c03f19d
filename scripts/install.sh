#!/usr/bin/env bash
# Installs the program where there are no packages: the same files as scripts/package.sh, under a prefix.
set -euo pipefail
umask 022
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
source "$root/scripts/lib/ui.sh"
source "$root/scripts/lib/apt.sh"
source "$root/scripts/lib/publish.sh"
source "$root/scripts/lib/layout.sh"

usage() {
    cat <<'TEXT'
usage: scripts/install.sh [--prefix <folder>] [--from <published folder>] [--destdir <folder>]
       scripts/install.sh --uninstall [--purge] [--prefix <folder>] [--destdir <folder>]

  --prefix     default /usr/local; /usr belongs to packages
  --from       what `dotnet publish` made for this machine; default: it is published now
  --destdir    install into a tree, e.g. of an image; nothing is started, no user is made
  --uninstall  remove what was installed; settings, state and models stay
  --purge      remove those too

exit codes: 0 done, 1 not so (the message says why), 2 wrong usage
TEXT
}

wrong_usage() {
    printf 'error: %s\n' "$1" >&2
    usage >&2
    exit 2
}

prefix=/usr/local from="" destdir="" uninstall=0 purge=0
while (($#)); do
    case $1 in
        --prefix) prefix=${2:-}; shift ;;
        --from) from=${2:-}; shift; [[ -d $from ]] || wrong_usage "--from needs a folder" ;;
        --destdir) destdir=${2:-}; shift ;;
        --uninstall) uninstall=1 ;;
        --purge) purge=1 ;;
        -h | --help) usage; exit 0 ;;
        *) wrong_usage "unknown argument $1" ;;
    esac
    shift || wrong_usage "the last option needs a value"
done
[[ $prefix == /?* && $prefix != /usr ]] || wrong_usage "--prefix needs an absolute folder other than / and /usr"
prefix=${prefix%/} destdir=${destdir%/}
((purge == 0 || uninstall)) || wrong_usage "--purge goes with --uninstall"
[[ -n $destdir ]] || ((EUID == 0)) || die "Installing needs root." "Run: sudo $0 ${prefix:+--prefix $prefix}"
list=$destdir$prefix/lib/emotionvoice/.installed
on_this_system() { [[ -z $destdir ]]; }
systemd_runs() { on_this_system && [[ -d /run/systemd/system ]]; }

remove_installed() {
    local path
    [[ -f $list ]] || die "Nothing was installed under $destdir$prefix by this script."
    if systemd_runs; then systemctl disable --now --quiet emotionvoice.service || true; fi
    while IFS= read -r path; do rm -f "$destdir/$path"; done <"$list"
    rm -rf "$destdir$prefix/lib/emotionvoice" "$destdir$prefix/share/emotionvoice" "$destdir$prefix/share/doc/emotionvoice"
    if systemd_runs; then systemctl daemon-reload; fi
}

install_files() {
    local tree=$work/tree rid published=$from
    case $(uname -m) in
        x86_64) rid=linux-x64 ;;
        aarch64) rid=linux-arm64 ;;
        *) die "There are no native libraries for this machine ($(uname -m)); 64-bit x64 and arm64 have them." ;;
    esac
    "$root/scripts/natives.sh" --rid "$rid"
    step "emotionvoice"
    if [[ -z $published ]]; then
        published=$work/published
        publish_program "$rid" "$published"
    fi
    [[ -f $published/emotionvoice.dll ]] || die "$published holds no published emotionvoice."
    progress "laying out"
    layout_fill "$tree" "$prefix" "$published" "$root/artifacts/natives/$rid" ""
    (cd "$tree" && find . \( -type f -o -type l \) -printf '%P\n' | sort) >"$work/installed"
    # What an earlier version had and this one hasn't must not be loaded by chance.
    if [[ -f $list ]]; then rm -rf "$destdir$prefix/lib/emotionvoice"; fi
    mkdir -p "$destdir/"
    # Folders that exist, / and /etc among them, keep their modes.
    tar -C "$tree" -cf - . | tar -C "$destdir/" -xf - --no-overwrite-dir --no-same-owner
    cp "$work/installed" "$list"
    local settings=$destdir/etc/emotionvoice/emotionvoice.json
    [[ -e $settings ]] || install -m 644 "$root/systemd/debian/emotionvoice.json" "$settings"
    finished "installed under $destdir$prefix"
}

set_up_system() {
    if command -v systemd-sysusers >/dev/null; then systemd-sysusers /etc/sysusers.d/emotionvoice.conf; fi
    if command -v systemd-tmpfiles >/dev/null; then systemd-tmpfiles --create /etc/tmpfiles.d/emotionvoice.conf || true; fi
    if [[ -S /run/udev/control ]]; then udevadm control --reload || true; fi
    library_there libmosquitto.so.1 || apt_install libmosquitto1 || true
    library_there libspeexdsp.so.1 || apt_install libspeexdsp1 || true
    if systemd_runs; then
        systemctl daemon-reload
        systemctl enable --quiet emotionvoice.service
        echo "Settings: /etc/emotionvoice/emotionvoice.json. Start: systemctl start emotionvoice"
    else
        echo "No systemd runs here. Start: $prefix/bin/emotionvoice run"
    fi
}

if ((uninstall)); then
    remove_installed
    if ((purge)); then rm -rf "$destdir/var/lib/emotionvoice" "$destdir/var/cache/emotionvoice" "$destdir/etc/emotionvoice"; fi
    echo "EmotionVoice is removed${destdir:+ from $destdir}$( ((purge)) || echo '; settings, state and models stay (--purge)')."
    exit 0
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
install_files
if on_this_system; then set_up_system; fi
