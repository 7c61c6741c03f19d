#!/usr/bin/env bash
# Shows all devices of an MQTT broker on this terminal; without --broker the broker is one of this machine.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
source "$root/scripts/lib/ui.sh"
source "$root/scripts/lib/apt.sh"

usage() {
    cat <<'TEXT'
usage: scripts/dashboard.sh [--port <port>] [options of `emotionvoice dashboard`, such as --once 5]
       scripts/dashboard.sh --broker <host[:port]> [--user <name> --password-file <file>] [options]

Without --broker: the mosquitto that runs here is used, else one is started on 127.0.0.1 (port 1883 or --port) and
ended with the view. Only programs of this machine reach it. Devices elsewhere need a broker with passwords: src/EmotionVoice.Edge/Observers/Mqtt/dashboards/README.md.
TEXT
}

broker="" port=1883 arguments=()
while (($#)); do
    case $1 in
        --broker) broker=${2:-}; shift; [[ -n $broker ]] || { usage >&2; exit 2; } ;;
        --port) port=${2:-}; shift; [[ $port =~ ^[0-9]+$ ]] && ((port > 0 && port < 65536)) || { usage >&2; exit 2; } ;;
        -h | --help) usage; exit 0 ;;
        *) arguments+=("$1") ;;
    esac
    shift || { usage >&2; exit 2; }
done

"$root/scripts/setup.sh" >&2
program=$root/src/EmotionVoice.Edge/bin/Release/net10.0/emotionvoice

answers() { (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; }

# Debian's package starts a service that listens on loopback; in a container, or with that port taken, it is started here.
start_broker() {
    local mosquitto log=$root/artifacts/mosquitto.log
    mosquitto=$(command -v mosquitto || echo /usr/sbin/mosquitto)
    if [[ ! -x $mosquitto ]]; then
        step "mosquitto"
        apt_install mosquitto || die "mosquitto could not be installed." "Install it (sudo apt install mosquitto), or name a broker: --broker <host>"
        finished "installed"
        if answers; then return; fi
    fi
    work=$(mktemp -d)
    printf '%s\n' "listener $port 127.0.0.1" "allow_anonymous true" "persistence false" >"$work/mosquitto.conf"
    mkdir -p "${log%/*}"
    "$mosquitto" -c "$work/mosquitto.conf" >"$log" 2>&1 &
    mosquitto_pid=$!
    for _ in {1..50}; do
        if answers; then return; fi
        kill -0 "$mosquitto_pid" 2>/dev/null || break
        sleep 0.1
    done
    die "mosquitto did not start on 127.0.0.1:$port." "$(tail -n 1 "$log")" "The whole log: artifacts/mosquitto.log"
}

end_broker() {
    if [[ -n ${mosquitto_pid:-} ]]; then kill "$mosquitto_pid" 2>/dev/null || true; fi
    if [[ -n ${work:-} ]]; then rm -rf "$work"; fi
}

if [[ -z $broker ]]; then
    trap end_broker EXIT
    # Ctrl+C ends the view; the broker is ended by this script afterwards.
    trap : INT
    answers || start_broker
    broker=127.0.0.1:$port
    status=0
    "$program" dashboard --broker "$broker" "${arguments[@]}" || status=$?
    exit "$status"
fi
exec "$program" dashboard --broker "$broker" "${arguments[@]}"
