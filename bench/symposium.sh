#!/bin/sh
# The two figures a site with one symposium cares for: how long indexing takes, and how long one query takes.
#   bench/symposium.sh BUILD_FOLDER      (a release build with -DPAPERFIND_BENCH=ON)
# Bars: indexing 22 papers under 0.5 s, a query under 1 ms in the engine.
set -eu
build=${1:?usage: bench/symposium.sh BUILD_FOLDER}
root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM

echo "machine: $(nproc) processors, $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1), load $(cut -d' ' -f1 /proc/loadavg)"
for _ in 1 2 3 4 5 6 7 8 9 10 11; do
  start=$(date +%s%N)
  "$build/bin/paperfind-indexer" build "$root/corpus" --db "$work/index" --quiet
  echo $((($(date +%s%N) - start) / 1000))
done | sort -n > "$work/times"
awk '{ t[NR] = $1 / 1e6 } END { printf "index, verify and publish 22 papers, 11 runs: min %.3f s, median %.3f s, max %.3f s\n", t[1], t[6], t[11] }' "$work/times"

# What a visitor types: every title, every author, every institution, and a few words.
sed -n 's/^ *"title": "\(.*\)",\{0,1\}$/title\t\1/p; s/^ *"name": "\(.*\)",\{0,1\}$/name\t\1/p; s/^ *"raw": "\(.*\)",\{0,1\}$/institution\t\1/p' \
  "$root"/corpus/tinyml-*.json | sort -u > "$work/queries"
printf 'words\t%s\n' 'keyword spotting' quantization 'low precision' 'neural architecture search' 'energy' \
  'wearable IoT' 'jelcicoova' '"deep neural networks"' 'pruning -quantization' >> "$work/queries"
"$build/bench/query_latency" "$work/index" "$work/queries" 20
