#!/bin/sh
# How well institutions are found: precision and recall on both files labelled by hand (what goes wrong is listed by
# `paperfind-indexer authority check FILE`), and how many affiliations of CORPUS name an institution that is known.
#   bench/authority.sh BUILD_FOLDER CORPUS
# Bars: precision 98 %, recall 85 %, on each file. CORPUS is checked with its own authority file where it has one.
set -eu
build=${1:?usage: bench/authority.sh BUILD_FOLDER CORPUS}
corpus=${2:?usage: bench/authority.sh BUILD_FOLDER CORPUS}
labels=$(cd "$(dirname "$0")/.." && pwd)/tests/fixtures/affiliations
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM

# timed WHAT ARGUMENTS...: runs `authority` with them into $work/out, and says how long it took.
timed() {
  what=$1
  shift
  start=$(date +%s%N)
  "$build/bin/paperfind-indexer" authority "$@" > "$work/out"
  took=$(($(date +%s%N) - start))
  echo "$what, $(awk "BEGIN { printf \"%.2f\", $took / 1e9 }") s:"
}

echo "machine: $(nproc) processors, $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1), load $(cut -d' ' -f1 /proc/loadavg)"
for file in labelled heldout; do
  timed "$file.tsv" check "$labels/$file.tsv"
  tail -n 1 "$work/out"
done
timed "coverage" report "$corpus"
head -n 3 "$work/out"
