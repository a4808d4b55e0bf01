# shellcheck shell=bash
# Bare Debian systems made by debootstrap, for the scripts beside this one. Sourced (bash).
# Sets `system`, the folder of the one that was made last; it is gone when the script ends.
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
remove_system() {
  [[ -n $system ]] || return 0
  local part
  for part in ccache dev/pts dev proc; do
    ! mountpoint -q "$system/$part" || umount "$system/$part" || umount -l "$system/$part"
  done
  rm -rf --one-file-system "$system"
  system=
}
trap remove_system EXIT

# make_system: of the release in `suite`; with the folder in `ccache`, where one is named, below /ccache
make_system() {
  system=$(mktemp -d "${TMPDIR:-/var/tmp}/paperfind-chroot-XXXXXX")
  chmod 755 "$system"
  say "== $suite: debootstrap from $mirror"
  http_proxy=${proxy:-${http_proxy-}} debootstrap --variant=minbase \
    "$suite" "$system" "$mirror" >"$system.log" 2>&1 ||
    { tail -n 20 "$system.log" >&2; die "debootstrap $suite failed (all of it: $system.log)"; }
  rm -f "$system.log"
  [[ -z $proxy ]] || printf 'Acquire::http::Proxy "%s";\n' "$proxy" >"$system/etc/apt/apt.conf.d/99proxy"
  cp /etc/resolv.conf "$system/etc/resolv.conf"
  # Beside the system's own, which it has not yet: a proxy may sign what passes it.
  [[ -z ${CURL_CA_BUNDLE-} ]] || cp "$CURL_CA_BUNDLE" "$system/etc/host-ca.crt"
  mount -t proc proc "$system/proc"
  mount --bind /dev "$system/dev"
  mount --bind /dev/pts "$system/dev/pts"
  if [[ -n ${ccache-} ]]; then
    mkdir -p "$ccache" "$system/ccache"
    mount --bind "$ccache" "$system/ccache"
  fi
}
