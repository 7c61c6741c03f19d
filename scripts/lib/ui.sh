# What the scripts say: steps, progress, warnings, errors. Sourced, never run.
# A terminal sees one line that changes; a log sees one line a step.

ui_step=""
[[ -t 1 ]] && ui_terminal=1 || ui_terminal=0

# step <text>: names what follows; `progress` adds to it.
step() {
    ui_step=$1
    if ((ui_terminal)); then printf '%s …' "$ui_step"; else printf '%s …\n' "$ui_step"; fi
}

# progress <text>: where the current step stands. Silent in a log.
progress() {
    if ((ui_terminal)); then printf '\r\033[K%s … %s' "$ui_step" "$1"; fi
}

# finished <text>: ends the current step.
finished() {
    if ((ui_terminal)); then printf '\r\033[K%s … %s\n' "$ui_step" "$1"; else printf '%s: %s\n' "$ui_step" "$1"; fi
    ui_step=""
}

# Ends an unfinished progress line, so that a message starts on its own.
ui_break() {
    if ((ui_terminal)) && [[ -n $ui_step ]]; then printf '\n'; fi
    ui_step=""
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
