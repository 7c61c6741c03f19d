# Publishes the program for a device. Sourced after ui.sh. Uses: root.

# publish_program <linux-x64|linux-arm64> <target folder>
# Self-contained where the package feed has the runtime for that machine, else for a .NET runtime on the device.
# Sets publish_kind (self-contained | framework-dependent) and publish_missing, the feed's own words.
publish_program() {
    local rid=$1 target=$2 log=$root/artifacts/publish-$1.log
    # A configuration of its own: what a developer's build left in bin/Release stays as it is. Without the map, error
    # messages on a device would name folders of the machine that built it.
    local -a publish=(dotnet publish "$root/src/EmotionVoice.Edge/EmotionVoice.Edge.csproj" -c Package -p:Optimize=true
        "-p:PathMap=$root/=/usr/src/emotionvoice/" -v quiet --nologo)
    export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1
    publish_kind=self-contained publish_missing=""
    rm -rf "$target"
    mkdir -p "$target" "$(dirname "$log")"
    progress "publishing for $rid"
    if ! "${publish[@]}" -r "$rid" --self-contained -o "$target" >"$log" 2>&1; then
        publish_missing=$(grep -oE 'error NU110[123]: Unable to find package Microsoft\.(NETCore|AspNetCore)\.App\.(Runtime|Host)\.[^ ]*[a-z0-9]' "$log" | sort -u)
        [[ -n $publish_missing ]] || publish_failed "$log"
        progress "publishing for a .NET runtime on the device"
        publish_kind=framework-dependent
        rm -rf "$target"
        "${publish[@]}" -o "$target" >"$log" 2>&1 || publish_failed "$log"
        # The starter is the building machine's; layout.sh brings a shell script in its place. So are foreign natives.
        rm -f "$target/emotionvoice"
        [[ ! -d $target/runtimes ]] || find "$target/runtimes" -mindepth 1 -maxdepth 1 ! -name "$rid" ! -name linux ! -name unix -exec rm -rf {} +
    fi
    # Debuggers' libraries and a trace provider that needs LTTng; the program runs without them.
    rm -f "$target"/{createdump,libmscordbi.so,libmscordaccore.so,libcoreclrtraceptprovider.so}
    printf '%s\n' "$publish_kind" "$publish_missing" >"$target/.kind"
}

# publish_again <rid> <folder of an earlier publish_program>
publish_again() {
    [[ -f $2/.kind ]] || die "Nothing is published for $1 yet." "Run this without --no-publish."
    publish_kind=$(head -n 1 "$2/.kind") publish_missing=$(tail -n +2 "$2/.kind")
}

publish_failed() {
    ui_break
    grep -m 5 -E 'error' "$1" >&2 || tail -n 10 "$1" >&2
    die "The program could not be published." "The whole log: ${1#"$root"/}"
}
