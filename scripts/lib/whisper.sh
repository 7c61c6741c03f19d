# Builds whisper.cpp from its sources. Sourced after ui.sh, npm.sh and apt.sh.

# ggml's run-time dispatch knows 14 builds of its CPU code for x64 and 8 for arm64, 20 s of building each. These make
# the difference: x86-64-v2 and AVX2 (a tenth of its time); Raspberry Pi 4, and Raspberry Pi 5 and Jetson Orin. Measured
# with the base model in q5_1, the builds for VNNI and AVX-512 were not faster than AVX2.
whisper_cpu_variants_x64="sse42 haswell"
whisper_cpu_variants_arm64="armv8.0_1 armv8.2_2"

whisper_options=(
    -DCMAKE_BUILD_TYPE=Release
    -DGGML_NATIVE=OFF -DGGML_BACKEND_DL=ON -DGGML_CPU_ALL_VARIANTS=ON
    -DGGML_OPENMP=OFF # one library less to need, and whether its threads spin hangs on an environment variable
    -DGGML_CCACHE=OFF -DGGML_BACKEND_DIR=
    -DWHISPER_BUILD_TESTS=OFF -DWHISPER_BUILD_EXAMPLES=ON -DWHISPER_BUILD_SERVER=OFF
)

# Everything that decides what the build produces, as one hash.
whisper_recipe() {
    { npm_hash "$1"; cat "$root/scripts/lib/whisper.sh" "$root"/scripts/whisper/*; } | sha256sum | cut -c1-16
}

whisper_jobs() {
    # A compiler takes up to 700 MB here: a small board would swap with one a core.
    local cores memory
    cores=$(nproc)
    memory=$(awk '/MemAvailable/ { print int($2 / 700000) }' /proc/meminfo)
    ((memory >= 1)) || memory=1
    printf '%s' "$((cores < memory ? cores : memory))"
}

whisper_toolchain() {
    local compiler=g++ package=g++
    whisper_cross=() whisper_strip=strip
    if [[ $architecture == arm64 && $(uname -m) != aarch64 ]]; then
        compiler=aarch64-linux-gnu-g++ package=g++-aarch64-linux-gnu whisper_strip=aarch64-linux-gnu-strip
        whisper_cross=(-DCMAKE_SYSTEM_NAME=Linux -DCMAKE_SYSTEM_PROCESSOR=aarch64
            -DCMAKE_C_COMPILER=aarch64-linux-gnu-gcc -DCMAKE_CXX_COMPILER=aarch64-linux-gnu-g++)
    elif [[ $architecture == x64 && $(uname -m) != x86_64 ]]; then
        compiler=x86_64-linux-gnu-g++ package=g++-x86-64-linux-gnu whisper_strip=x86_64-linux-gnu-strip
        whisper_cross=(-DCMAKE_SYSTEM_NAME=Linux -DCMAKE_SYSTEM_PROCESSOR=x86_64
            -DCMAKE_C_COMPILER=x86_64-linux-gnu-gcc -DCMAKE_CXX_COMPILER=x86_64-linux-gnu-g++)
    fi
    local -a missing=()
    command -v cmake >/dev/null || missing+=(cmake)
    command -v make >/dev/null || missing+=(make)
    command -v "$compiler" >/dev/null || missing+=("$package")
    ((${#missing[@]} == 0)) || apt_install "${missing[@]}" || die "whisper.cpp cannot be built without ${missing[*]}." \
        "The other libraries are in place; run this again when the packages are there."
}

# Unpacks the sources once, removes the CPU variants that are not in the list, and makes waiting threads yield.
whisper_unpack() {
    local sources=$1 tarball=$2 keep=$3
    [[ ! -d $sources ]] || return 0
    rm -rf "$sources.incoming"
    mkdir -p "$sources.incoming"
    tar -xzf "$tarball" -C "$sources.incoming" --strip-components=3 package/cpp/whisper.cpp
    local list=$sources.incoming/ggml/src/CMakeLists.txt variant
    for variant in $keep; do
        grep -q "ggml_add_cpu_backend_variant($variant[ )]" "$list" || die "These whisper.cpp sources have no CPU variant '$variant'."
    done
    sed -i -E "/ggml_add_cpu_backend_variant\((${keep// /|})[ )]/! { /^ +ggml_add_cpu_backend_variant\(/d }" "$list"
    local loops=$sources.incoming/ggml/src/ggml-cpu/ggml-cpu.c
    sed -i -E 's/^( +)ggml_thread_cpu_relax\(\);/\1wait_for_other_threads();/' "$loops"
    grep -q '^ *wait_for_other_threads();' "$loops" || die "These whisper.cpp sources wait in another way than scripts/whisper/wait.h knows."
    mv "$sources.incoming" "$sources"
}

# whisper_build <tarball> <target folder>: fills the folder with libwhisper.so, ggml's libraries and whisper-cli.
whisper_build() {
    local tarball=$1 target=$2 variants=whisper_cpu_variants_$architecture
    local work log
    work=$cache/build/whisper-$rid-$(whisper_recipe "$(basename "$tarball")")
    log=$cache/build/whisper-$rid.log
    whisper_toolchain
    mkdir -p "$cache/build"
    progress "unpacking"
    # An interrupted build of the same recipe goes on where it stopped; those of other recipes are of no use.
    find "$cache/build" -mindepth 1 -maxdepth 1 -name "whisper-$rid-*" ! -name "$(basename "$work")*" -exec rm -rf {} +
    mkdir -p "$work"
    whisper_unpack "$work/sources" "$tarball" "${!variants}"

    progress "configuring"
    cmake -S "$root/scripts/whisper" -B "$work/build" -G "Unix Makefiles" -DWHISPER_SOURCES="$work/sources" \
        "${whisper_options[@]}" "${whisper_cross[@]}" >"$log" 2>&1 || whisper_failed "$log"

    local line
    cmake --build "$work/build" --target natives --parallel "$(whisper_jobs)" 2>&1 | tee -a "$log" | while read -r line; do
        if [[ $line =~ ^\[\ *([0-9]+)% ]]; then progress "building ${BASH_REMATCH[1]} %"; fi
    done || whisper_failed "$log"

    cp "$work"/build/bin/{libwhisper.so,libggml-whisper.so,libggml-base-whisper.so,whisper-cli} "$target/" || whisper_failed "$log"
    cp "$work"/build/bin/libggml-cpu-*.so "$target/" || whisper_failed "$log"
    cp "$work/sources/LICENSE" "$target/"
    find "$target" -type f ! -name LICENSE -exec "$whisper_strip" --strip-unneeded {} + 2>/dev/null || true
    whisper_built=$work
}

whisper_failed() {
    ui_break
    grep -m 5 -E 'error|Error|Killed' "$1" >&2 || tail -n 10 "$1" >&2
    die "whisper.cpp could not be built." "The whole log: ${1#"$root"/}" \
        "\"Killed\" means that the memory was full: close programs or add swap, and run this again; it goes on where it stopped."
}
