#!/usr/bin/env bash
# nginx and Caddy for the tests, unpacked into FOLDER: installed they would begin to serve this machine's port 80.
#   tests/packaging/fetch.sh FOLDER
# Nothing is fetched where they are there already, installed or unpacked. Without apt their tests are skipped.
set -euo pipefail
folder=$1
mkdir -p "$folder"
cd "$folder"
PATH=$PATH:/usr/sbin
for program in nginx caddy; do
  [[ -z $(command -v "$program") && ! -e usr/sbin/$program && ! -e usr/bin/$program ]] || continue
  if apt-get download "$program" >fetch.log 2>&1; then
    dpkg-deb -x "$program"_*.deb . && rm -f "$program"_*.deb
  else
    echo "$0: no $program: its tests will be skipped (see $folder/fetch.log)" >&2
  fi
done
