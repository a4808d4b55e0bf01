#!/usr/bin/env bash
# Debian packages of this tree for the system it runs on, into build/packages.
#   tools/package.sh [VERSION]    default: the version of debian/changelog
# Committed files are packaged, as they are in the working tree. Installs what is missing.
# DEBFULLNAME and DEBEMAIL, where set, name the maintainer.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source tools/deps.sh

case ${1-} in
  -h | --help) sed -n '2,5s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"; exit 0 ;;
  -*) die "unknown argument: $1 (a version, or nothing)" ;;
esac

install_missing "$DEPS_TO_RUN"
install_missing "$DEPS_TO_PACKAGE"
readonly OUT=build/packages SOURCE=build/packages/source LOG=build/packages/build.log
mkdir -p "$OUT"
exec 9>"$OUT/.lock"
flock 9
rm -rf "$SOURCE" "$OUT"/*.deb "$OUT"/*.changes "$OUT"/*.buildinfo
mkdir -p "$SOURCE"
mapfile -d '' files < <(git ls-files -z --deduplicate)
for file in "${files[@]}"; do
  [[ ! -e $file ]] || cp --parents "$file" "$SOURCE"
done
cd "$SOURCE"
maintainer=$(sed -n 's/^Maintainer: //p' debian/control)
if [[ ${DEBEMAIL-} ]]; then
  nobody=$maintainer maintainer="${DEBFULLNAME:-$DEBEMAIL} <$DEBEMAIL>" control=$(<debian/control)
  printf '%s\n' "${control/"$nobody"/"$maintainer"}" >debian/control
fi
if [[ ${1-} ]]; then
  printf 'paperfind (%s) unstable; urgency=medium\n\n  * Build of this tree.\n\n -- %s  %s\n\n' "$1" \
    "$maintainer" "$(date -R)" | cat - debian/changelog >debian/changelog.new
  mv debian/changelog.new debian/changelog
fi
# debhelper gives the build a home folder of its own, where ccache would find nothing.
! command -v ccache >/dev/null || export CCACHE_DIR="${CCACHE_DIR:-$(ccache --get-config cache_dir)}"
# No packages of debugging symbols unless asked for: they would be what takes longest.
if [[ -z ${DEB_BUILD_OPTIONS-} ]]; then
  DEB_BUILD_OPTIONS="parallel=$(nproc) noautodbgsym"
  export DEB_BUILD_OPTIONS DEB_CFLAGS_STRIP=-g DEB_CXXFLAGS_STRIP=-g
fi
say "Building packages …"
dpkg-buildpackage --build=binary --no-sign >../build.log 2>&1 ||
  { tail -n 30 ../build.log >&2; die "could not build (all of it: $LOG)"; }
cd - >/dev/null
# Warnings are named; errors end it.
lintian --fail-on error "$OUT"/*.changes >&2 || die "lintian found errors"
rm -rf "$SOURCE"
printf '%s\n' "$OUT"/*.deb
