#!/usr/bin/env bash
# The two commands, each as the only one typed, from a clean clone on bare Debian systems made by debootstrap.
#   tests/chroot/run.sh [--smoke] [--ccache FOLDER] [SUITE…]
# SUITE: bookworm and trixie unless given. --smoke leaves out ./check. --ccache: what was compiled is kept in FOLDER, for the
# next time (its ccache.conf is heeded).
# Needs root, debootstrap, git, and a Debian mirror in this host's apt configuration, which the new systems use too, as they
# do the certificates that CURL_CA_BUNDLE names.
# What is committed is tested: the clone is of HEAD.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
readonly root
source "$root/tests/chroot/system.sh"

# typed COMMAND…: in the clone, in the new system, with nothing of this one's environment
typed() {
  say "== $suite: $*"
  chroot "$system" env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 CI=true \
    ${http_proxy:+http_proxy="$http_proxy"} ${https_proxy:+https_proxy="$https_proxy"} \
    ${ccache:+CCACHE_DIR=/ccache} ${CURL_CA_BUNDLE:+CURL_CA_BUNDLE=/etc/host-ca.crt} \
    bash -c 'cd /paperfind && "$@"' bash "$@" </dev/null
}

try_suite() {
  suite=$1
  make_system
  git clone -q --no-hardlinks "$root" "$system/paperfind"
  typed ./run --smoke
  [[ $smoke == 1 ]] || typed ./check
  # The second time there is nothing to install and nothing to build.
  local started=$SECONDS
  typed ./run --smoke >/dev/null
  say "== $suite: second ./run --smoke took $((SECONDS - started)) s"
  ((SECONDS - started <= 20)) || die "$suite: a second run does needless work"
  remove_system
  say "== $suite: succeeded on a bare system"
}

smoke=0
ccache=
while [[ ${1-} == --* ]]; do
  case $1 in
    --smoke) smoke=1 ;;
    --ccache) ccache=${2:?--ccache needs a folder}; shift ;;
    *) die "unknown argument: $1" ;;
  esac
  shift
done
suites=("$@")
[[ ${#suites[@]} -gt 0 ]] || suites=(bookworm trixie)
for suite in "${suites[@]}"; do
  try_suite "$suite"
done
