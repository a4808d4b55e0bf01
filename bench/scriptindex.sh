#!/bin/sh
# How long an index takes beside Xapian's own scriptindex (package xapian-omega) on the texts of the same papers, in turns.
# scriptindex reads texts that lie ready and writes the database alone; ours reads and checks the corpus, resolves people
# and institutions, writes facet columns, words and suggestions too, verifies all of it and publishes.
#   bench/scriptindex.sh BUILD_FOLDER CORPUS [ROUNDS]      (a release build with -DPAPERFIND_BENCH=ON)
set -eu
build=${1:?usage: bench/scriptindex.sh BUILD_FOLDER CORPUS [ROUNDS]}
corpus=${2:?usage: bench/scriptindex.sh BUILD_FOLDER CORPUS [ROUNDS]}
rounds=${3:-1}
command -v scriptindex > /dev/null || { echo "$0: install the package xapian-omega" >&2; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM

size() { du -sb "$1" | awk '{ printf "%.1f MB", $1 / 1e6 }'; }
figures='%e s, processor %U + %S s, peak %M KiB'

echo "machine: $(nproc) processors, $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)"
"$build/bench/scriptindex_dump" "$corpus" "$work"
round=1
while [ "$round" -le "$rounds" ]; do
  echo "round $round, load $(cut -d' ' -f1 /proc/loadavg)"
  rm -rf "$work/index" "$work/theirs"
  /usr/bin/time -f "ours, verified and published: $figures" \
    "$build/bin/paperfind-indexer" build "$corpus" --db "$work/index" --quiet
  /usr/bin/time -f "scriptindex: $figures" \
    scriptindex --overwrite --stemmer english "$work/theirs" "$work/papers.script" "$work/papers.dump"
  echo "database of ours $(size "$work"/index/gen-*/shard-000), of scriptindex $(size "$work/theirs")"
  round=$((round + 1))
done
