# Debian packages, when they are missing and may be installed. Sourced after ui.sh.

# library_there <file name>: does the system's loader know it?
library_there() {
    # A variable, not a pipe: `grep -q` would end ldconfig early, which pipefail reports as a failure.
    apt_known=${apt_known:-$(PATH=$PATH:/sbin:/usr/sbin ldconfig -p 2>/dev/null || true)}
    [[ $apt_known == *"$1 "* ]]
}

# apt_install <package>…: true when they are installed; else prints the command to run by hand.
apt_install() {
    local -a as_root=()
    if ((EUID != 0)); then as_root=(sudo -n); fi
    if ! command -v apt-get >/dev/null || { ((EUID != 0)) && ! sudo -n true 2>/dev/null; }; then
        warn "missing system packages: $*" "install them with: sudo apt-get install --no-install-recommends $*"
        return 1
    fi

    progress "installing $*"
    local log
    log=$(mktemp)
    local -a install=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@")
    # The package lists of a fresh system are empty or old: refresh them only when they turn out to be.
    if "${install[@]}" >"$log" 2>&1 || { "${as_root[@]}" apt-get update -q >"$log" 2>&1 && "${install[@]}" >"$log" 2>&1; }; then
        rm -f "$log"
        apt_known=""
        return 0
    fi
    warn "apt-get could not install $*: $(grep -m1 '^E:' "$log" || tail -n 1 "$log")" \
        "try by hand: sudo apt-get update && sudo apt-get install --no-install-recommends $*"
    rm -f "$log"
    return 1
}
