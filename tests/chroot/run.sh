#!/usr/bin/env bash
# The two commands, each as the only one typed, from a clean clone on bare Debian systems made by debootstrap.
#   tests/chroot/run.sh [--smoke] [SUITE…]    default: bookworm trixie; --smoke leaves out ./check
# Needs root, debootstrap, git, and a Debian mirror in this host's apt configuration, which the new systems use too.
# What is committed is tested: the clone is of HEAD.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
readonly root
say() { printf '%s\n' "$*" >&2; }
die() { say "$0: $*"; exit 1; }

[[ $(id -u) == 0 ]] || die "needs root (chroot, mount)"
for command in debootstrap git chroot; do
  command -v "$command" >/dev/null || die "needs $command"
done

# shellcheck disable=SC2016
mirror=$(apt-get indextargets --format '$(ORIGIN)|$(REPO_URI)' 'Created-By: Packages' |
  awk -F'|' '$1 == "Debian" { print $2; exit }')
[[ -n $mirror ]] || die "this host's apt configuration names no Debian mirror"
proxy=$(apt-config shell P Acquire::http::Proxy | sed -n "s/^P='\(.*\)'$/\1/p")
readonly mirror proxy

system=
cleanup() {
  [[ -n $system ]] || return 0
  local part
  for part in dev/pts dev proc; do
    ! mountpoint -q "$system/$part" || umount "$system/$part" || umount -l "$system/$part"
  done
  rm -rf --one-file-system "$system"
  system=
}
trap cleanup EXIT

# typed COMMAND…: in the clone, in the new system, with nothing of this one's environment
typed() {
  say "== $suite: $*"
  chroot "$system" env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 CI=true \
    ${http_proxy:+http_proxy="$http_proxy"} ${https_proxy:+https_proxy="$https_proxy"} \
    bash -c 'cd /paperfind && "$@"' bash "$@" </dev/null
}

try_suite() {
  suite=$1
  system=$(mktemp -d "${TMPDIR:-/var/tmp}/paperfind-chroot-XXXXXX")
  chmod 755 "$system"
  say "== $suite: debootstrap from $mirror"
  http_proxy=${proxy:-${http_proxy-}} debootstrap --variant=minbase \
    "$suite" "$system" "$mirror" >"$system.log" 2>&1 ||
    { tail -n 20 "$system.log" >&2; die "debootstrap $suite failed (all of it: $system.log)"; }
  rm -f "$system.log"
  [[ -z $proxy ]] || printf 'Acquire::http::Proxy "%s";\n' "$proxy" >"$system/etc/apt/apt.conf.d/99proxy"
  cp /etc/resolv.conf "$system/etc/resolv.conf"
  mount -t proc proc "$system/proc"
  mount --bind /dev "$system/dev"
  mount --bind /dev/pts "$system/dev/pts"
  git clone -q --no-hardlinks "$root" "$system/paperfind"
  typed ./run --smoke
  [[ $smoke == 1 ]] || typed ./check
  # The second time there is nothing to install and nothing to build.
  local started=$SECONDS
  typed ./run --smoke >/dev/null
  say "== $suite: second ./run --smoke took $((SECONDS - started)) s"
  ((SECONDS - started <= 20)) || die "$suite: a second run does needless work"
  cleanup
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
