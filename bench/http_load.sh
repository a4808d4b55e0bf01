#!/bin/sh
# What a daemon over INDEX serves at 8 and at 64 connections, and the processor's time each answer takes.
#   bench/http_load.sh BUILD_FOLDER INDEX QUERIES|- [SECONDS] [PREFIX]      (a release build with -DPAPERFIND_BENCH=ON)
# QUERIES and PREFIX are those of bench/http_load.
set -eu
build=${1:?usage: bench/http_load.sh BUILD_FOLDER INDEX QUERIES [SECONDS] [PREFIX]}
index=${2:?an index folder} queries=${3:?a file of queries, or -}
work=$(mktemp -d)
pid=
trap '[ -z "$pid" ] || kill "$pid" 2>/dev/null || true; rm -rf "$work"' EXIT INT TERM

ticks() { awk '{ print $14 + $15 }' "/proc/$pid/stat"; }

: > "$work/out"
"$build/bin/paperfind-searchd" --db "$index" --listen 127.0.0.1:0 --log-level error --no-verify > "$work/out" &
pid=$!
until grep -q listening "$work/out"; do
  kill -0 "$pid"
  sleep 0.1
done
address=$(sed 's|.*http://||' "$work/out")
for connections in 8 64; do
  before=$(ticks)
  "$build/bench/http_load" "$address" "$queries" "$connections" "${4:-5}" "${5:-/api/v1/search?q=}" | tee "$work/load"
  # The load runs a fifth of its time longer than it counts.
  awk -v ticks=$(($(ticks) - before)) -v hz="$(getconf CLK_TCK)" -v seconds="${4:-5}" \
    '{ printf "     the daemon: %.3f ms of processor an answer, load %s\n", 1000 * ticks / hz / ($3 * seconds * 1.2), load }' \
    load="$(cut -d' ' -f1 /proc/loadavg)" "$work/load"
done
