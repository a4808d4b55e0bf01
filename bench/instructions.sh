#!/bin/sh
# How many instructions a search takes, which no other program on the machine changes: a fixed list of searches over
# corpus/, counted by callgrind. Exit 1 when it is more than 5 % above what bench/instructions.txt allows.
#   bench/instructions.sh BUILD_FOLDER      (a release build with -DPAPERFIND_BENCH=ON; valgrind)
set -eu
build=${1:?usage: bench/instructions.sh BUILD_FOLDER}
root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM

"$build/bin/paperfind-indexer" build "$root/corpus" --db "$work/index" --quiet
searches=$(valgrind --tool=callgrind --toggle-collect=counted --callgrind-out-file="$work/out" \
  "$build/bench/hot_path" "$work/index" 2> "$work/log") || { cat "$work/log" >&2; exit 1; }
counted=$(sed -n 's/^\(summary\|totals\): *//p' "$work/out" | head -n 1)
allowed=$(sed '/^#/d' "$root/bench/instructions.txt")
[ "${counted:-0}" -gt 0 ] || { echo "$0: callgrind counted nothing" >&2; exit 1; }
echo "$searches searches: $counted instructions, $((counted / searches)) a search; allowed $allowed and 5 %"
[ "$counted" -le $((allowed + allowed / 20)) ] || {
  echo "$0: more than allowed. Find out why (callgrind_annotate), or say in bench/instructions.txt why it must be." >&2
  exit 1
}
