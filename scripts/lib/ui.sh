# What the scripts say: steps, progress, warnings, errors. Sourced, never run.
# A terminal sees one line that changes; a log sees a few lines a step.

ui_step="" ui_logged=""
[[ -t 1 ]] && ui_terminal=1 || ui_terminal=0

# step <text>: names what follows; `progress` adds to it.
step() {
    ui_step=$1 ui_logged=""
    if ((ui_terminal)); then printf '%s …' "$ui_step"; fi
}

# progress <text>: where the current step stands. A log gets each text once, and percentages by quarters.
progress() {
    if ((ui_terminal)); then
        printf '\r\033[K%s … %s' "$ui_step" "$1"
        return 0
    fi
    local mark=$1
    if [[ $1 =~ ([0-9]+)\ % ]]; then mark=quarter-$((BASH_REMATCH[1] / 25)); fi
    if [[ $mark != "$ui_logged" ]]; then printf '%s … %s\n' "$ui_step" "$1"; fi
    ui_logged=$mark
}

# finished <text>: ends the current step.
finished() {
    if ((ui_terminal)); then printf '\r\033[K'; fi
    printf '%s: %s\n' "$ui_step" "$1"
    ui_step=""
}

# Ends an unfinished progress line, so that a message starts on its own.
ui_break() {
    if ((ui_terminal)) && [[ -n $ui_step ]]; then printf '\n'; fi
}

warn() {
    ui_break
    printf 'warning: %s\n' "$@" >&2
}

# die <what happened> [what to do…]
die() {
    ui_break
    printf 'error: %s\n' "$1" >&2
    shift
    (($# == 0)) || printf '       %s\n' "$@" >&2
    exit 1
}
