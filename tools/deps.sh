# shellcheck shell=bash disable=SC2034
# What run and check need, and how to tell that it is there. Sourced by both (bash).
#
# Each row: what proves a need is met, and the Debian package that meets it. Looking for the thing and not for the
# package lets a compiler, a node or a browser from elsewhere do.
#   cmd:NAME      a command on PATH
#   pc:MODULE     a pkg-config module
#   header:A|B    one of these below an include folder
#   file:PATH     a file
readonly DEPS_TO_RUN="
cmd:g++                      g++
cmd:cmake                    cmake
cmd:ninja                    ninja-build
cmd:ccache                   ccache
cmd:pkg-config               pkg-config
cmd:xapian-check             xapian-tools
pc:xapian-core               libxapian-dev
pc:icu-i18n                  libicu-dev
pc:cpp-httplib               libcpp-httplib-dev
pc:nlohmann_json             nlohmann-json3-dev
pc:fmt                       libfmt-dev
pc:spdlog                    libspdlog-dev
pc:prometheus-cpp-core       prometheus-cpp-dev
pc:libsystemd                libsystemd-dev
pc:libcrypto                 libssl-dev
pc:jemalloc                  libjemalloc-dev
pc:zlib                      zlib1g-dev
pc:pugixml                   libpugixml-dev
pc:yaml-cpp                  libyaml-cpp-dev
header:csv.h                 libcsv-dev
header:btparse.h             libbtparse-dev
header:CLI/CLI.hpp           libcli11-dev
header:valijson/validator.hpp libvalijson-dev
header:kainjow/mustache.hpp  libkainjow-mustache-dev
file:/etc/ssl/certs/ca-certificates.crt ca-certificates
file:/usr/share/zoneinfo/UTC tzdata
"
readonly DEPS_TO_TEST="
header:catch2/catch_all.hpp|catch2/catch.hpp catch2
cmd:chromium                 chromium
cmd:node                     nodejs
cmd:curl                     curl
cmd:openssl                  openssl
cmd:bibtex                   texlive-binaries
cmd:strace                   strace
cmd:systemd-analyze          systemd
cmd:mandoc                   mandoc
cmd:zsh                      zsh
cmd:fish                     fish
pc:libical                   libical-dev
"
# For tools/package.sh.
readonly DEPS_TO_PACKAGE="
cmd:dh                       debhelper
file:/usr/share/build-essential/list build-essential
cmd:git                      git
cmd:lintian                  lintian
"
# For ./check --long.
readonly DEPS_TO_TEST_LONG="
cmd:debootstrap              debootstrap
cmd:git                      git
cmd:valgrind                 valgrind
cmd:promtool                 prometheus
"

say() { printf '%s\n' "$*" >&2; }
die() { say "$0: $*"; exit 1; }

# is_there KIND:THING
is_there() {
  local kind=${1%%:*} thing=${1#*:} folder name
  case $kind in
    cmd) command -v "$thing" >/dev/null ;;
    pc) command -v pkg-config >/dev/null && pkg-config --exists "$thing" ;;
    file) [[ -e $thing ]] ;;
    header)
      for folder in /usr/local/include /usr/include; do
        for name in ${thing//|/ }; do
          [[ -e $folder/$name ]] && return 0
        done
      done
      return 1
      ;;
    *) die "tools/deps.sh: no such kind: $kind" ;;
  esac
}

# missing_packages TABLE: the packages of its unmet rows, one a line
missing_packages() {
  local proof package
  while read -r proof package; do
    [[ -z $proof ]] || is_there "$proof" || printf '%s\n' "$package"
  done <<<"$1"
}

as_root() {
  if [[ $(id -u) == 0 ]]; then
    "$@"
  elif command -v sudo >/dev/null; then
    # Without a terminal nobody can type a password: fail at once instead of hanging.
    if [[ -t 0 ]]; then sudo "$@"; else sudo -n "$@"; fi
  else
    return 1
  fi
}

# install_missing TABLE: nothing to do takes no time and no rights
install_missing() {
  local -a packages
  mapfile -t packages < <(missing_packages "$1")
  [[ ${#packages[@]} -gt 0 ]] || return 0
  say "Installing: ${packages[*]}"
  command -v apt-get >/dev/null ||
    die "this system has no apt-get: please install what Debian calls ${packages[*]}"
  [[ $(id -u) == 0 ]] || command -v sudo >/dev/null ||
    die "neither root nor sudo: as root, run apt-get install ${packages[*]}"
  mkdir -p build
  local log=build/install.log
  # The lists of packages may be absent or too old to find the files they name: then they are fetched first.
  if ! { apt_get install -y --no-install-recommends "${packages[@]}" ||
    { apt_get update && apt_get install -y --no-install-recommends "${packages[@]}"; }; } >"$log" 2>&1; then
    tail -n 20 "$log" >&2
    die "could not install ${packages[*]} (all of it: $log)"
  fi
  mapfile -t packages < <(missing_packages "$1")
  [[ ${#packages[@]} == 0 ]] || die "installed, but still not found: ${packages[*]}"
}

apt_get() { as_root env DEBIAN_FRONTEND=noninteractive apt-get -o Dpkg::Use-Pty=0 "$@" </dev/null; }
