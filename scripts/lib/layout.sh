# Lays the program out under a prefix, the same way for packages and for scripts/install.sh. Sourced after ui.sh.
# Uses: root.
#
#   <prefix>/lib/emotionvoice/           program, natives/, models/ (catalogue, this project's own models)
#   <prefix>/share/emotionvoice/models/  models brought along (--with-models), laid out as the cache
#   <prefix>/bin/emotionvoice            link
#   <prefix>/share/man/man1, share/doc/emotionvoice
#   /etc/emotionvoice/emotionvoice.json  settings
#   unit, sysusers, tmpfiles, udev rules  under /usr/lib for the prefix /usr, else under /etc

# layout_fill <tree> <prefix> <published folder> <natives folder> <folder with a .NET runtime or "">
layout_fill() {
    local tree=$1 prefix=$2 published=$3 natives=$4 runtime=$5
    local program=$tree$prefix/lib/emotionvoice
    mkdir -p "$program/natives" "$program/models" "$tree$prefix/bin" "$tree/etc/emotionvoice"
    cp -r "$published/." "$program/"
    rm -f "$program/.kind"
    layout_natives "$natives" "$program/natives"
    layout_strip "${natives##*/}" "$program"
    layout_models "$program/models"
    if [[ ! -f $program/emotionvoice ]]; then install -m 755 "$root/systemd/debian/starter.sh" "$program/emotionvoice"; fi
    if [[ -n $runtime ]]; then cp -r "$runtime" "$program/dotnet"; fi
    ln -sfn ../lib/emotionvoice/emotionvoice "$tree$prefix/bin/emotionvoice"

    install -D -m 644 "$root/README.md" "$tree$prefix/share/doc/emotionvoice/README.md"
    install -D -m 644 -t "$tree$prefix/share/doc/emotionvoice/Uses" "$root/src/EmotionVoice.Edge/Uses/"*.md
    install -D -m 644 -t "$tree$prefix/share/doc/emotionvoice/dashboards" "$root/src/EmotionVoice.Edge/Observers/Mqtt/dashboards/"*
    install -D -m 644 -t "$tree$prefix/share/doc/emotionvoice/mqtt" "$root/src/EmotionVoice.Edge/Observers/Mqtt/schemas/"*
    install -D -m 644 "$root/systemd/debian/copyright" "$tree$prefix/share/doc/emotionvoice/copyright"
    mkdir -p "$tree$prefix/share/man/man1"
    gzip -9nc "$root/systemd/debian/emotionvoice.1" >"$tree$prefix/share/man/man1/emotionvoice.1.gz"
    # The pristine copy tells the installer whether the owner has set anything yet.
    install -D -m 644 "$root/systemd/debian/emotionvoice.json" "$tree$prefix/share/emotionvoice/emotionvoice.json"
    layout_system "$tree" "$prefix"
    layout_modes "$program"
}

# Only what the loader looks for: no stamps, no command-line tools. Licences go to doc through the copyright file.
layout_natives() {
    local group
    for group in sherpa llama whisper; do
        [[ -d $1/$group ]] || die "The native libraries in ${1#"$root"/}/$group are missing." "Install them: scripts/natives.sh --rid ${1##*/}"
        mkdir -p "$2/$group"
        cp "$1/$group"/*.so* "$2/$group/"
    done
}

# layout_strip <rid> <program>: libraries from package registries still carry symbols that only a debugger reads. Without
# the other machine's strip they stay.
layout_strip() {
    local strip=strip
    case $1-$(uname -m) in
        linux-arm64-x86_64) strip=aarch64-linux-gnu-strip ;;
        linux-x64-aarch64) strip=x86_64-linux-gnu-strip ;;
    esac
    if command -v "$strip" >/dev/null; then
        find "$2" \( -path '*/natives/*.so*' -o -name libe_sqlite3.so \) -exec "$strip" --strip-unneeded {} +
    fi
}

# The catalogue and what `repo` sources name; not how the models were made.
layout_models() {
    local file
    while IFS= read -r file; do
        install -D -m 644 "$root/models/$file" "$1/$file"
    done < <(cd "$root/models" && find . -type f ! -name '*.py' ! -name 'vectors.json' ! -name 'samples.md' -printf '%P\n')
}

layout_system() {
    local tree=$1 prefix=$2 to=/etc source=$root/systemd
    [[ $prefix != /usr ]] || to=/usr/lib
    [[ -f $source/emotionvoice.service ]] || die "systemd/emotionvoice.service is missing."
    mkdir -p "$tree$to/systemd/system"
    sed "s#/usr/bin/emotionvoice#$prefix/bin/emotionvoice#g; s#/usr/share/doc/#$prefix/share/doc/#g" "$source/emotionvoice.service" \
        >"$tree$to/systemd/system/emotionvoice.service"
    install -D -m 644 "$source/emotionvoice.sysusers" "$tree$to/sysusers.d/emotionvoice.conf"
    install -D -m 644 "$source/emotionvoice.tmpfiles" "$tree$to/tmpfiles.d/emotionvoice.conf"
    install -D -m 644 "$source/60-emotionvoice.rules" "$tree$to/udev/rules.d/60-emotionvoice.rules"
}

# Files come with the modes of npm, NuGet and umask; a device gets 755 and 644.
layout_modes() {
    find "$1" -type d -exec chmod 755 {} +
    find "$1" -type f -exec chmod 644 {} +
    chmod 755 "$1/emotionvoice"
    [[ ! -f $1/dotnet/dotnet ]] || chmod 755 "$1/dotnet/dotnet"
}
