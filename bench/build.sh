#!/bin/sh
# How long an index takes, how much memory, and how large it is, beside the same documents put into one Xapian database
# one by one with default settings. The two take turns.
#   bench/build.sh BUILD_FOLDER CORPUS [ROUNDS]      (a release build with -DPAPERFIND_BENCH=ON)
# Bars: a third of the raw time on two processors, 2 GiB, 1.25 times the compacted raw index.
set -eu
build=${1:?usage: bench/build.sh BUILD_FOLDER CORPUS [ROUNDS]}
corpus=${2:?usage: bench/build.sh BUILD_FOLDER CORPUS [ROUNDS]}
rounds=${3:-1}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM

size() { du -sb "$1" | awk '{ printf "%.1f MB", $1 / 1e6 }'; }
figures='%e s, processor %U + %S s, peak %M KiB'

echo "machine: $(nproc) processors, $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)"
round=1
while [ "$round" -le "$rounds" ]; do
  echo "round $round, load $(cut -d' ' -f1 /proc/loadavg)"
  rm -rf "$work/index" "$work/raw"
  /usr/bin/time -f "ours, verified and published: $figures" \
    "$build/bin/paperfind-indexer" build "$corpus" --db "$work/index" --quiet
  /usr/bin/time -f "raw, with its compaction: $figures" "$build/bench/raw_index" "$corpus" "$work/raw"
  echo "database of ours $(size "$work"/index/gen-*/shard-000), raw $(size "$work/raw/raw"), raw compacted" \
    "$(size "$work/raw/compacted"); all of ours $(size "$work"/index/gen-*/)"
  round=$((round + 1))
done
