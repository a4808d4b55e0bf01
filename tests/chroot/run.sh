#!/usr/bin/env bash
# The two commands, each as the only one typed, from a clean clone on bare Debian systems made by debootstrap.
#   tests/chroot/run.sh [--smoke] [SUITE…]    default: bookworm trixie; --smoke leaves out ./check
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
    ${CURL_CA_BUNDLE:+CURL_CA_BUNDLE=/etc/host-ca.crt} \
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
if [[ ${1-} == --smoke ]]; then
  smoke=1
  shift
fi
suites=("$@")
[[ ${#suites[@]} -gt 0 ]] || suites=(bookworm trixie)
for suite in "${suites[@]}"; do
  try_suite "$suite"
done
