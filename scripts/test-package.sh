#!/usr/bin/env bash
# Builds both packages and puts the one for this machine through its life in a clean Debian 12 tree: install, a spoken
# turn as the service user, upgrade over itself, remove, purge. Some minutes, so not a part of test.sh.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
source "$root/scripts/lib/ui.sh"
source "$root/scripts/lib/apt.sh"

usage() {
    cat <<'TEXT'
usage: scripts/test-package.sh [--no-build]

  --no-build  test the packages that are in artifacts/packages/ (made with --with-models embedded)

Needs root (a chroot), debootstrap, and apt's own package source. exit codes: 0 all checks hold or the test was skipped
(it says why), 1 one doesn't, 2 wrong usage
TEXT
}

build=1
case ${1:-} in
    "") ;;
    --no-build) build=0 ;;
    -h | --help) usage; exit 0 ;;
    *) usage >&2; exit 2 ;;
esac

skip() { printf 'skipped: %s\n' "$@"; exit 0; }
((EUID == 0)) || skip "a chroot needs root" "run it as: sudo scripts/test-package.sh"
command -v debootstrap >/dev/null || apt_install debootstrap || skip "debootstrap is missing"
architecture=$(dpkg --print-architecture)
# Whatever source this machine's apt has: the first one of the suite bookworm.
source_of_bookworm=$(apt-get indextargets --format '$(REPO_URI) $(CODENAME)' 'Created-By: Packages' 2>/dev/null | awk '$2 == "bookworm" { print $1; exit }')
[[ -n $source_of_bookworm ]] || skip "this machine's apt has no source of Debian 12 (bookworm)"

if ((build)); then "$root/scripts/package.sh" all --fast --with-models embedded; fi
# compgen says false where nothing matches; an empty answer is answer enough.
package_of() { { compgen -G "$root/artifacts/packages/emotionvoice_*_$1.deb" || true; } | sort -V | tail -n 1; }
package=$(package_of "$architecture")
[[ -n $package ]] || die "There is no package for $architecture in artifacts/packages/." "Run this without --no-build."

work=$(mktemp -d /var/tmp/emotionvoice-package.XXXXXX)
tree=$work/tree
trap 'rm -rf --one-file-system "$work"' EXIT

# in_tree <user or root> <command>…: /proc is mounted for this command alone, so that nothing can stay mounted.
in_tree() {
    local user=$1
    shift
    unshare --mount --fork --kill-child sh -c 'mount -t proc proc "$1/proc" && user=$2 tree=$1 && shift 2 && exec chroot --userspec="$user" "$tree" "$@"' _ \
        "$tree" "$user" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 "$@" </dev/null
}

passed=0 failed=0
# check <sentence> <command>…: its output is shown only when it fails.
check() {
    local sentence=$1
    shift
    if "$@" >"$work/output" 2>&1; then
        printf 'ok      %s\n' "$sentence"
        passed=$((passed + 1))
    else
        printf 'FAILED  %s\n' "$sentence"
        tail -n 15 "$work/output" | sed 's/^/          /'
        failed=$((failed + 1))
    fi
}

absent() { local path; for path; do [[ ! -e $tree$path ]] || { echo "$path is there"; return 1; }; done; }
present() { local path; for path; do [[ -e $tree$path || -L $tree$path ]] || { echo "$path is missing"; return 1; }; done; }
install_package() { in_tree root apt-get install -y -q --reinstall --no-install-recommends /tmp/emotionvoice.deb; }

make_tree() {
    mkdir -p "$root/artifacts/cache/debootstrap" "$tree"
    debootstrap --variant=minbase --cache-dir="$root/artifacts/cache/debootstrap" bookworm "$tree" "$source_of_bookworm"
    # The machine's own way to its packages: sources, keys, certificates, name servers.
    rm -f "$tree/etc/apt/sources.list"
    cp -rL /etc/apt/. "$tree/etc/apt/"
    cp -L /etc/resolv.conf /etc/hosts "$tree/etc/"
    mkdir -p "$tree/etc/ssl/certs"
    [[ ! -f /etc/ssl/certs/ca-certificates.crt ]] || cp -L /etc/ssl/certs/ca-certificates.crt "$tree/etc/ssl/certs/"
    # Services of packages that come along stay off, as in any chroot.
    printf '#!/bin/sh\nexit 101\n' >"$tree/usr/sbin/policy-rc.d"
    chmod 755 "$tree/usr/sbin/policy-rc.d"
    cp "$package" "$tree/tmp/emotionvoice.deb"
    in_tree root apt-get update -q
}

# A turn with the bundled recording, as systemd would start it; the answer goes into the state folder.
turn() {
    in_tree emotionvoice:emotionvoice HOME=/var/lib/emotionvoice STATE_DIRECTORY=/var/lib/emotionvoice CACHE_DIRECTORY=/var/cache/emotionvoice \
        OMP_WAIT_POLICY=passive timeout 180 emotionvoice run --once --json --profile embedded \
        --microphone wav:/usr/lib/emotionvoice/Recordings/hello.wav --speaker wav:/var/lib/emotionvoice/answer.wav >"$work/turn.json" 2>"$work/turn.log" || {
        local status=$?
        echo "exit code $status"
        cat "$work/turn.json" "$work/turn.log"
        return 1
    }
}
heard() { grep -i "$1" "$work/turn.json" || { cat "$work/turn.json" "$work/turn.log"; return 1; }; }
spoken() { [[ $(stat -c %s "$tree/var/lib/emotionvoice/answer.wav") -gt 16000 ]]; }

# systemd makes these folders for the service; no systemd runs here.
make_folders() { in_tree root install -d -o emotionvoice -g emotionvoice -m 750 /var/lib/emotionvoice /var/cache/emotionvoice; }
linked() { local broken; broken=$(in_tree root sh -c 'find /usr/lib/emotionvoice -name "*.so*" -exec ldd {} + 2>/dev/null | grep "not found" | grep -v libggml | sort -u'); [[ -z $broken ]] || { echo "$broken"; return 1; }; }
keeps_settings() { grep -q 'owner was here' "$tree/etc/emotionvoice/emotionvoice.json"; }
in_groups() { local groups; groups=" $(in_tree root id -nG emotionvoice) "; [[ $groups == *" audio "* && $groups == *" gpio "* && $groups == *" spi "* ]] || { echo "$groups"; return 1; }; }
same_files() {
    local other=$1
    diff <(dpkg-deb --fsys-tarfile "$package" | tar -t | grep -E '^./(etc|usr/(bin|share))' | sort) <(dpkg-deb --fsys-tarfile "$other" | tar -t | grep -E '^./(etc|usr/(bin|share))' | sort)
}

for other in amd64 arm64; do
    file=$(package_of "$other")
    [[ -n $file ]] || { check "there is a package for $other" false; continue; }
    printf '%s: %s, %s installed\n' "${file##*/}" "$(du -h "$file" | cut -f1)" "$(dpkg-deb -f "$file" Installed-Size | awk '{ printf "%d MB", $1 / 1024 }')"
    check "the package for $other says so" test "$(dpkg-deb -f "$file" Architecture)" = "$other"
    check "the package for $other has the same settings, unit links, documents and models" same_files "$file"
done

step "a clean Debian 12"
progress "debootstrap"
make_tree >"$work/debootstrap.log" 2>&1 || { tail -n 15 "$work/debootstrap.log" >&2; die "A clean Debian 12 could not be made."; }
finished "there"

check "it installs where no systemd runs" install_package
check "program, unit, user files, rules, settings and man page are in place" present /usr/bin/emotionvoice /usr/lib/systemd/system/emotionvoice.service \
    /usr/lib/sysusers.d/emotionvoice.conf /usr/lib/tmpfiles.d/emotionvoice.conf /usr/lib/udev/rules.d/60-emotionvoice.rules \
    /etc/emotionvoice/emotionvoice.json /usr/share/man/man1/emotionvoice.1.gz
check "the unit is enabled" present /etc/systemd/system/multi-user.target.wants/emotionvoice.service
check "its user is in the groups audio, gpio and spi" in_groups
check "every library finds those that it is linked with" linked
make_folders
check "the models that it brought need no network" in_tree emotionvoice:emotionvoice CACHE_DIRECTORY=/var/cache/emotionvoice emotionvoice models fetch embedded
check "a turn from a recording ends well, as the service user" turn
check "it heard 'sad today'" heard 'sad today'
check "it heard 'best friend'" heard 'best friend'
check "it answered aloud" spoken

printf '// the owner was here\n' >>"$tree/etc/emotionvoice/emotionvoice.json"
check "it upgrades over itself" install_package
check "an upgrade keeps the owner's settings" keeps_settings
check "a turn works after the upgrade" turn
check "it is removed" in_tree root apt-get remove -y -q emotionvoice
check "removed, its program is gone" absent /usr/bin/emotionvoice /usr/lib/emotionvoice /usr/lib/systemd/system/emotionvoice.service
check "removed, its settings and state stay" present /etc/emotionvoice/emotionvoice.json /var/lib/emotionvoice/answer.wav
check "it installs again" install_package
check "the settings of before are still there" keeps_settings
check "it is purged" in_tree root apt-get purge -y -q emotionvoice
check "purged, nothing of it is left" absent /etc/emotionvoice /var/lib/emotionvoice /var/cache/emotionvoice /usr/lib/emotionvoice /usr/share/emotionvoice \
    /etc/systemd/system/multi-user.target.wants/emotionvoice.service /etc/systemd/system/emotionvoice.service

printf '%d passed, %d failed\n' "$passed" "$failed"
((failed == 0))
