#!/usr/bin/env bash
# Looks for inputs that break what a target promises: each target for some seconds, one after another.
#   tests/fuzz/run.sh [--seconds N] [--build FOLDER] [TARGET…]
# Needs clang and its runtime (Debian 12: clang libclang-rt-14-dev). An input that breaks a promise is put into
# tests/fuzz/corpus/TARGET, which every build replays; those that only reach new code stay in FOLDER/found.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

seconds=60 build=build/fuzz targets=()
while [[ $# -gt 0 ]]; do
  case $1 in
    --seconds) seconds=${2:?}; shift ;;
    --build) build=${2:?}; shift ;;
    -h | --help) sed -n '2,5s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"; exit 0 ;;
    -*) echo "unknown argument: $1" >&2; exit 64 ;;
    *) targets+=("$1") ;;
  esac
  shift
done
if [[ ${#targets[@]} == 0 ]]; then
  for folder in tests/fuzz/corpus/*/; do targets+=("$(basename "$folder")"); done
fi

mkdir -p "$build"
cmake -S . -B "$build" -G Ninja -DCMAKE_CXX_COMPILER=clang++ -DCMAKE_BUILD_TYPE=RelWithDebInfo \
  -DCMAKE_CXX_FLAGS_RELWITHDEBINFO=-O1 -DPAPERFIND_FUZZ=ON -DPAPERFIND_ASAN=ON >"$build/configure.log" 2>&1 ||
  { tail -n 20 "$build/configure.log" >&2; exit 1; }
cmake --build "$build" --parallel "$(nproc)" --target "${targets[@]/#/fuzz_}"

failed=0
for target in "${targets[@]}"; do
  corpus=tests/fuzz/corpus/$target found=$build/found/$target log=$build/fuzz_$target.log
  mkdir -p "$found"
  options=("-max_total_time=$seconds" -max_len=2048 -timeout=10 -rss_limit_mb=2048 -print_final_stats=1
    "-artifact_prefix=$corpus/")
  [[ ! -f tests/fuzz/$target.dict ]] || options+=("-dict=tests/fuzz/$target.dict")
  result=good
  nice -n 5 "$build/bin/fuzz_$target" "${options[@]}" "$found" "$corpus" >"$log" 2>&1 || { result=BROKEN failed=1; }
  runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
  echo "$target: $result, ${runs:-0} executions in up to $seconds s ($log)"
  [[ $result == good ]] || grep -m 3 -E '^(broken|by|.*ERROR|artifact)|Test unit written' "$log" >&2 || true
done
exit "$failed"
