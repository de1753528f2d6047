# Shared by ./lancer and ./verifier: finds the Swift toolchain and the system packages, installs what it may.
# Sourced by bash. Every function returns its failure by hand: `set -e` does not reach inside an `if`.

swift_minimum="6.2"

say() { printf '%s\n' "$*" >&2; }
title() { printf '\n\033[1m== %s\033[0m\n' "$*" >&2; }

# Runs a command up to three times: only for what goes through the network.
retry() {
    local attempt
    for attempt in 1 2 3; do
        "$@" && return 0
        say "Échec (essai $attempt sur 3) : $*"
        sleep $((attempt * 5))
    done
    return 1
}

# Prints the prefix that makes a command run as root, or fails when there is none.
root_prefix() {
    if [ "$(id -u)" -eq 0 ]; then
        echo ""
    elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
        echo "sudo -n"
    else
        return 1
    fi
}

has_apt() { command -v apt-get >/dev/null 2>&1 && command -v dpkg-query >/dev/null 2>&1; }

missing_packages() {
    local package
    for package in "$@"; do
        dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || printf '%s ' "$package"
    done
}

# Makes sure that Debian packages are there; elsewhere, trusts the commands checked by the caller.
need_packages() {
    has_apt || return 0
    local missing prefix
    missing=$(missing_packages "$@")
    [ -n "$missing" ] || return 0
    if ! prefix=$(root_prefix); then
        say "Il manque des paquets du système. À installer par un administrateur :"
        say "    sudo apt-get update && sudo apt-get install --no-install-recommends $missing"
        return 1
    fi
    say "Installation des paquets : $missing"
    # shellcheck disable=SC2086 # the prefix and the list are words
    retry install_packages "$prefix" $missing
}

# An index that cannot be refreshed (a mirror of something else) does not matter if the packages are found.
install_packages() {
    local prefix=$1
    shift
    $prefix apt-get -qq update || true
    $prefix env DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends install "$@" >/dev/null
}

version_at_least() {
    [ "$(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n 1)" = "$2" ]
}

swift_folders=("" /opt/swift/usr/bin "$HOME/.local/share/swiftly/bin" "$HOME/.swiftly/bin" /usr/libexec/swift/bin)

# Puts a Swift toolchain that is recent enough on the PATH; leaves in swift_found what was seen instead.
find_swift() {
    local folder version
    swift_found=""
    for folder in "${swift_folders[@]}"; do
        if [ -n "$folder" ]; then
            [ -x "$folder/swift" ] || continue
        else
            command -v swift >/dev/null 2>&1 || continue
        fi
        version=$(PATH="${folder:+$folder:}$PATH" swift --version 2>/dev/null \
            | sed -n 's/.*Swift version \([0-9][0-9.]*\).*/\1/p' | head -n 1)
        swift_found=${version:-muette}
        if [ -n "$version" ] && version_at_least "$version" "$swift_minimum"; then
            export PATH="${folder:+$folder:}$PATH"
            return 0
        fi
    done
    return 1
}

need_swift() {
    find_swift && return 0
    # Found, but it does not run: what Swift itself stands on is missing.
    if [ "$swift_found" = muette ] && has_apt; then
        need_packages binutils g++ libcurl4-openssl-dev libedit2 libncurses6 libpython3-dev libxml2-dev libz3-dev tzdata || return 1
        find_swift && return 0
    fi
    case "$swift_found" in
        "") say "Il faut Swift $swift_minimum ou plus récent." ;;
        muette) say "Swift est là mais ne démarre pas : voyez ce que dit « swift --version »." ;;
        *) say "Il faut Swift $swift_minimum ou plus récent ; version trouvée : $swift_found." ;;
    esac
    case "$(uname -s)" in
        Darwin) say "Installez Xcode 26 ou plus récent, ou bien Swift par https://www.swift.org/install/macos/" ;;
        *) say "Installez-le avec swiftly : https://www.swift.org/install/linux/" ;;
    esac
    return 1
}

# What the build needs from the system: SQLite and zlib headers, git for the dependencies, curl to send mail.
need_build_tools() {
    if has_apt; then
        need_packages ca-certificates curl git libsqlite3-dev make pkg-config zlib1g-dev || return 1
    elif [ "$(uname -s)" = Darwin ]; then
        xcode-select -p >/dev/null 2>&1 || { say "Il faut les outils de développement : xcode-select --install"; return 1; }
    else
        local tool
        for tool in curl git make; do
            command -v "$tool" >/dev/null 2>&1 || { say "Il manque la commande « $tool »."; return 1; }
        done
        if ! printf '#include <sqlite3.h>\n#include <zlib.h>\n' | cc -E - >/dev/null 2>&1; then
            say "Il manque les en-têtes de SQLite et de zlib."
            say "    Fedora : sudo dnf install sqlite-devel zlib-devel curl git make"
            say "    Arch   : sudo pacman -S sqlite zlib curl git make"
            return 1
        fi
    fi
    need_swift
}
