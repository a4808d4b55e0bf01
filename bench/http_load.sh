#!/bin/sh
# What a daemon over INDEX serves at 8 and at 64 connections, and the processor's time each answer takes: with answers
# found anew each time, then with those it keeps. Before that, how long it took to be ready and what memory it has.
#   bench/http_load.sh BUILD_FOLDER INDEX QUERIES|- [SECONDS] [PREFIX]      (a release build with -DPAPERFIND_BENCH=ON)
# QUERIES and PREFIX are those of bench/http_load.
set -eu
build=${1:?usage: bench/http_load.sh BUILD_FOLDER INDEX QUERIES [SECONDS] [PREFIX]}
index=${2:?an index folder} queries=${3:?a file of queries, or -}
work=$(mktemp -d)
pid=
trap '[ -z "$pid" ] || kill "$pid" 2>/dev/null || true; rm -rf "$work"' EXIT
trap 'exit 1' INT TERM PIPE  # whoever reads may leave early; the daemon must not stay

ticks() { awk '{ print $14 + $15 }' "/proc/$pid/stat"; }
memory() { sed -n 's/^\(RssAnon\|RssFile\):[[:space:]]*\([0-9]*\) kB/\1 \2/p' "/proc/$pid/status" | awk '{ printf " %s %.0f MB", $1, $2 / 1000 }'; }

echo "machine: $(nproc) processors, $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1), load $(cut -d' ' -f1 /proc/loadavg)"
for cache in 0 32; do
  : > "$work/out"
  start=$(date +%s%N)
  "$build/bin/paperfind-searchd" --db "$index" --listen 127.0.0.1:0 --log-level error --no-verify \
    --answer-cache-mb "$cache" > "$work/out" &
  pid=$!
  until grep -q listening "$work/out"; do
    kill -0 "$pid"
    sleep 0.01
  done
  echo "answers kept: $cache MB; ready after $((($(date +%s%N) - start) / 1000000)) ms;$(memory)"
  address=$(sed 's|.*http://||' "$work/out")
  for connections in 8 64; do
    before=$(ticks)
    "$build/bench/http_load" "$address" "$queries" "$connections" "${4:-5}" "${5:-/api/v1/search?q=}" | tee "$work/load"
    # The load runs a fifth of its time longer than it counts.
    awk -v ticks=$(($(ticks) - before)) -v hz="$(getconf CLK_TCK)" -v seconds="${4:-5}" \
      '{ printf "     the daemon: %.3f ms of processor an answer, load %s\n", 1000 * ticks / hz / ($3 * seconds * 1.2), load }' \
      load="$(cut -d' ' -f1 /proc/loadavg)" "$work/load"
  done
  echo "after that:$(memory)"
  kill "$pid"
  wait "$pid" || true
  pid=
done
