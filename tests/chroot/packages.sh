#!/usr/bin/env bash
# The packages on bare Debian systems: built, installed, used, upgraded, purged.
#   tests/chroot/packages.sh [--debs OLD NEW] [SUITE…]    default: bookworm trixie
# --debs: folders of packages for that suite, NEW with a higher version, instead of building both. Else what is committed
# is built: the clone is of HEAD. Needs what run.sh needs.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
readonly root
source "$root/tests/chroot/system.sh"

readonly CORPUS=/var/lib/paperfind/corpus INDEX=/var/lib/paperfind/index QUERY='title:"keyword transformer"'
daemon=
debs=

# inside COMMAND…: in the new system, with nothing of this one's environment
inside() {
  chroot "$system" env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive \
    ${http_proxy:+http_proxy="$http_proxy"} ${https_proxy:+https_proxy="$https_proxy"} "$@" </dev/null
}
# as USER COMMAND…
as() { inside runuser -u "$1" -- "${@:2}"; }
expect() { "$@" || die "$suite: failed: $*"; }
refuse() { ! "$@" 2>/dev/null || die "$suite: should have been refused: $*"; }
# same WHAT FOUND WANTED
same() { [[ $2 == "$3" ]] || die "$suite: $1: found \"$2\" and not \"$3\""; }

build_packages() {
  make_system
  git clone -q --no-hardlinks "$root" "$system/paperfind"
  say "== $suite: tools/package.sh, twice"
  inside bash -c 'cd /paperfind && tools/package.sh' >/dev/null
  mkdir -p "$debs/old" "$debs/new"
  cp "$system"/paperfind/build/packages/*.deb "$debs/old"
  inside env DEBFULLNAME='Ada & Co' DEBEMAIL=ada@example.org bash -c 'cd /paperfind && tools/package.sh 99' >/dev/null
  cp "$system"/paperfind/build/packages/*.deb "$debs/new"
  same "maintainer" "$(dpkg-deb --field "$debs"/new/paperfind_*.deb Maintainer)" 'Ada & Co <ada@example.org>'
  remove_system
}

install_packages() {
  say "== $suite: install"
  mkdir -p "$system/debs"
  cp "$1"/*.deb "$system/debs/"
  inside sh -c 'apt-get update && apt-get install -y --no-install-recommends /debs/*.deb' >"$debs/install.log" 2>&1 ||
    { tail -n 20 "$debs/install.log" >&2; die "$suite: not installed"; }
  rm -rf "$system/debs"
}

check_installed() {
  same "index folder" "$(inside stat -c '%U:%G %a' $INDEX)" "paperfind-indexer:paperfind 2750"
  same "groups of the daemon" "$(inside id -nG paperfind-searchd)" "paperfind-searchd paperfind"
  local unit
  for unit in sockets.target.wants/paperfind-searchd.socket multi-user.target.wants/paperfind-searchd.service; do
    [[ -L $system/etc/systemd/system/$unit ]] || die "$suite: not enabled: $unit"
  done
  [[ ! -e $system/etc/systemd/system/multi-user.target.wants/paperfind-watch.service ]] ||
    die "$suite: a watch begins with nothing to watch"
  expect inside systemd-analyze verify --man=no paperfind-searchd.service paperfind-searchd.socket paperfind-watch.service
}

start_daemon() {
  : >"$debs/daemon.out"  # read below, perhaps before the daemon has opened it
  # The file is read by systemd, which a chroot has not: its flags are given here. exec: the pid is the daemon's.
  chroot "$system" setpriv --reuid paperfind-searchd --regid paperfind-searchd --init-groups --reset-env \
    paperfind-searchd --db $INDEX --listen 127.0.0.1:0 >"$debs/daemon.out" 2>"$debs/daemon.log" </dev/null &
  daemon=$!
  local tries
  for ((tries = 0; tries < 300; ++tries)); do
    url=$(sed -n 's/^listening on //p' "$debs/daemon.out")
    [[ -z $url ]] || return 0
    kill -0 "$daemon" 2>/dev/null || break
    sleep 0.1
  done
  cat "$debs/daemon.log" >&2
  die "$suite: the daemon did not start"
}

stop_daemon() {
  [[ -n $daemon ]] || return 0
  kill -TERM "$daemon"
  wait "$daemon" || die "$suite: the daemon ended with $?"
  daemon=
}

# title: of the paper that is changed, as the daemon has it; the first of the line, since sessions have titles too
title() { inside paperfind search --url "$url" --format jsonl "$QUERY" | sed 's/"title":"\([^"]*\)".*/\n\1/;s/.*\n//;q'; }
# wait_for TITLE: what the daemon answers within 10 s
wait_for() {
  local tries
  for ((tries = 0; tries < 100; ++tries)); do
    [[ $(title) == "$1" ]] && return 0
    sleep 0.1
  done
  die "$suite: the daemon has \"$(title)\" and not \"$1\""
}

use_packages() {
  say "== $suite: index, serve, update, roll back"
  cp -r "$root/corpus/." "$system$CORPUS/"
  expect as paperfind-indexer paperfind-indexer build $CORPUS --db $INDEX
  refuse as nobody ls $INDEX
  refuse as paperfind-searchd touch $INDEX/mine
  start_daemon
  local before updated
  before=$(title)
  [[ -n $before ]] || die "$suite: nothing found"
  same "the command line" "$(as paperfind-searchd paperfind search --db $INDEX "$QUERY")" \
    "$(inside paperfind search --url "$url" "$QUERY")"
  sed -i "s/\"title\": *\"$before\"/\"title\": \"$before, second edition\"/" "$system$CORPUS"/*.json
  updated=$(as paperfind-indexer paperfind-indexer update $CORPUS --db $INDEX) || die "$suite: not updated"
  [[ $updated != *"built in full"* ]] || die "$suite: one title was changed, and the answer was: $updated"
  wait_for "$before, second edition"
  expect as paperfind-indexer paperfind-indexer rollback --db $INDEX
  wait_for "$before"
  stop_daemon
}

upgrade_packages() {
  say "== $suite: upgrade"
  local old new
  old=$(inside dpkg-query -W -f '${Version}' paperfind-searchd)
  echo '# ours' >>"$system/etc/default/paperfind-searchd"
  install_packages "$1"
  new=$(inside dpkg-query -W -f '${Version}' paperfind-searchd)
  expect dpkg --compare-versions "$new" gt "$old"
  same "a changed file below /etc" "$(tail -n 1 "$system/etc/default/paperfind-searchd")" '# ours'
  check_installed
  start_daemon
  [[ -n $(title) ]] || die "$suite: the newer daemon finds nothing in the index"
  stop_daemon
}

purge_packages() {
  say "== $suite: purge"
  inside apt-get purge -y paperfind paperfind-indexer paperfind-searchd >"$debs/purge.log" 2>&1 ||
    { cat "$debs/purge.log" >&2; die "$suite: not purged"; }
  same "what is left" "$(inside find / -xdev -name '*paperfind*' -not -path '/var/lib/paperfind/corpus/*' -not -path '/proc/*')" \
    /var/lib/paperfind
  same "what the user keeps" "$(ls "$system/var/lib/paperfind")" corpus
  same "the corpus" "$(ls "$system$CORPUS")" "$(ls "$root/corpus")"
}

try_suite() {
  suite=$1
  debs=$(mktemp -d "${TMPDIR:-/var/tmp}/paperfind-debs-XXXXXX")
  local old=$debs/old new=$debs/new
  if [[ ${#given[@]} == 2 ]]; then
    old=${given[0]} new=${given[1]}
  else
    build_packages
  fi
  make_system
  install_packages "$old"
  check_installed
  use_packages
  upgrade_packages "$new"
  purge_packages
  remove_system
  rm -rf "$debs"
  debs=
  say "== $suite: packages installed, used, upgraded and purged"
}

at_exit() {
  [[ -z $daemon ]] || kill -KILL "$daemon" 2>/dev/null || true
  remove_system
  [[ -z $debs ]] || rm -rf "$debs"
}
trap at_exit EXIT

given=()
if [[ ${1-} == --debs ]]; then
  given=("$2" "$3")
  shift 3
fi
suites=("$@")
[[ ${#suites[@]} -gt 0 ]] || suites=(bookworm trixie)
for suite in "${suites[@]}"; do
  try_suite "$suite"
done
