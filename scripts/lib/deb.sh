# Makes a Debian package out of a tree. Sourced after ui.sh. Uses: root.

deb_version() {
    local version
    version=$(sed -n 's#.*<Version>\(.*\)</Version>.*#\1#p' "$root/src/Directory.Build.props")
    [[ -n $version ]] || die "src/Directory.Build.props names no <Version>."
    [[ $(head -n 1 "$root/systemd/debian/changelog") == "emotionvoice ($version-1) "* ]] \
        || die "The first entry of systemd/debian/changelog is not for version $version-1." "Add one: what changed for those who install it."
    printf '%s-1' "$version"
}

# ELF files of a tree.
deb_binaries() { find "$1" -type f \( -name '*.so*' -o -perm -u+x \) -exec sh -c 'head -c 4 "$1" | grep -q "ELF"' _ {} \; -print; }

# deb_machine <tree> <amd64|arm64>: refuses a library of another machine, which would only fail on the device.
deb_machine() {
    local file want=X86-64
    [[ $2 == amd64 ]] || want=AArch64
    while IFS= read -r file; do
        readelf -h "$file" | grep -q "Machine:.*$want" || die "${file#"$1"} is not for $2."
    done < <(deb_binaries "$1")
}

# deb_depends <tree>: the packages of the libraries that the binaries are linked with, with the least version of the
# C libraries. dpkg-shlibdeps can't do this for another machine's files without that machine's packages.
deb_depends() {
    local tree=$1 needed own name files libc cxx
    mapfile -t files < <(deb_binaries "$tree")
    own=" $(find "$tree" -name '*.so*' -printf '%f ') libmscordaccore.so "
    libc=$(readelf -V "${files[@]}" 2>/dev/null | grep -oE 'GLIBC_2[0-9.]+' | cut -d_ -f2 | sort -Vu | tail -n 1)
    cxx=$(readelf -V "${files[@]}" 2>/dev/null | grep -oE 'GLIBCXX_3\.4\.[0-9]+' | cut -d. -f3 | sort -nu | tail -n 1)
    needed=$(readelf -d "${files[@]}" 2>/dev/null | sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p' | sort -u)
    for name in $needed; do
        [[ $own != *" $name "* ]] || continue
        case $name in
            libc.so.6 | libm.so.6 | libdl.so.2 | libpthread.so.0 | librt.so.1 | ld-linux-*) printf 'libc6 (>= %s)\n' "$libc" ;;
            # GLIBCXX_3.4.(18 + n) came with GCC n.
            libstdc++.so.6) printf 'libstdc++6 (>= %s)\n' "$((cxx - 18))" ;;
            libgcc_s.so.1) echo 'libgcc-s1' ;;
            libgomp.so.1) echo 'libgomp1' ;;
            libz.so.1) echo 'zlib1g' ;;
            *) die "A library needs $name, and scripts/lib/deb.sh doesn't know its package." "$(grep -l "$name" "${files[@]}" | head -n 1)" ;;
        esac
    done | sort -u | paste -sd, | sed 's/,/, /g'
}

# deb_level: how hard xz works, 0 to 9.
# deb_build <tree> <amd64|arm64> <self-contained|framework-dependent> <package file>
deb_build() {
    local tree=$1 architecture=$2 kind=$3 file=$4 source=$root/systemd/debian version depends runtime=""
    # Not in the `local` above: that would swallow a failure in the substitution.
    version=$(deb_version)
    deb_machine "$tree" "$architecture"
    depends=$(deb_depends "$tree/usr/lib/emotionvoice")
    if [[ $kind == framework-dependent && ! -d $tree/usr/lib/emotionvoice/dotnet ]]; then runtime="aspnetcore-runtime-10.0, "; fi

    gzip -9nc "$source/changelog" >"$tree/usr/share/doc/emotionvoice/changelog.Debian.gz"
    chmod 644 "$tree/usr/share/doc/emotionvoice/changelog.Debian.gz"
    install -D -m 644 "$source/lintian-overrides" "$tree/usr/share/lintian/overrides/emotionvoice"
    install -D -m 644 "$source/emotionvoice.json" "$tree/etc/emotionvoice/emotionvoice.json"
    find "$tree" -type d -exec chmod 755 {} +

    mkdir -p "$tree/DEBIAN"
    sed -e "s/@VERSION@/$version/; s/@ARCHITECTURE@/$architecture/; s/@DEPENDS@/$depends/; s/@RUNTIME@/$runtime/" \
        -e "s/@SIZE@/$(du -k --apparent-size -s --exclude=DEBIAN "$tree" | cut -f1)/" -e '/^#/d' "$source/control.in" >"$tree/DEBIAN/control"
    printf '/etc/emotionvoice/emotionvoice.json\n' >"$tree/DEBIAN/conffiles"
    install -m 755 "$source/postinst" "$source/prerm" "$source/postrm" "$tree/DEBIAN/"
    (cd "$tree" && find . -type f ! -path './DEBIAN/*' ! -path './etc/*' -printf '%P\0' | sort -z | xargs -0 md5sum) >"$tree/DEBIAN/md5sums"
    chmod 644 "$tree"/DEBIAN/{control,conffiles,md5sums}

    # Interrupted, half a package must not look like one.
    rm -f "$file" "$file".incoming
    SOURCE_DATE_EPOCH=$(git -C "$root" log -1 --format=%ct 2>/dev/null || stat -c %Y "$source/changelog") \
        dpkg-deb --root-owner-group -Zxz "-z${deb_level:-6}" --build "$tree" "$file.incoming" >/dev/null || die "dpkg-deb could not build ${file#"$root"/}."
    mv "$file.incoming" "$file"
}
