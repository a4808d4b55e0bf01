#!/bin/sh
# How soon a change is live: of a corpus in one .jsonl file a paper is changed, one added and one deleted, by itself and
# together, and each time updated; beside it a copy of the same index, synced.
#   bench/update.sh BUILD_FOLDER CORPUS.jsonl [INDEX]      (a release build; INDEX: one built from that corpus)
# Bar: 2 s for one changed paper among 100,000.
set -eu
build=${1:?usage: bench/update.sh BUILD_FOLDER CORPUS.jsonl [INDEX]}
corpus=${2:?usage: bench/update.sh BUILD_FOLDER CORPUS.jsonl [INDEX]}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
indexer=$build/bin/paperfind-indexer
mkdir "$work/corpus"
papers=$work/corpus/papers.jsonl
cp "$corpus" "$papers"

timed() { # what it is, then the command
  what=$1
  shift
  sync
  /usr/bin/time -f "$what: %e s, processor %U + %S s, peak %M KiB" "$@"
}
update() { timed "$1" "$indexer" update "$work/corpus" --db "$work/index"; }
edit() { # a sed script for the corpus
  sed "$1" "$papers" > "$work/edited"
  mv "$work/edited" "$papers"
}

echo "machine: $(nproc) processors, $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1), load $(cut -d' ' -f1 /proc/loadavg)"
if [ $# -gt 2 ]; then cp -r "$3" "$work/index"; else "$indexer" build "$work/corpus" --db "$work/index"; fi
echo "$(grep -c '^{"kind":"paper"' "$papers") papers, index $(du -sm "$work/index" | cut -f1) MB"
lines=$(wc -l < "$papers")
paper() { # the number of a line, at or after a share of the file, that is a paper
  awk -v from=$((lines * $1 / 100)) 'NR >= from && /^\{"kind":"paper"/ { print NR; exit }' "$papers"
}

update "nothing changed"
edit "$(paper 50)s/\"title\":\"/&Changed: /"
update "one changed"
line=$(paper 30)
sed -n "${line}{s/\"id\":\"/&added-/;s/\"aliases\":\[[^]]*\],\{0,1\}//;p}" "$papers" >> "$papers.more"
cat "$papers.more" >> "$papers"
rm "$papers.more"
update "one added"
edit "$(paper 70)d"
update "one deleted"
edit "$(paper 20)s/\"title\":\"/&Again: /;$(paper 60)s/\"title\":\"/&Again: /;$(paper 90)d"
update "two changed and one deleted"
timed "cp -r and sync of the generation that serves" sh -c \
  'cp -r "$1/index/$(sed -n "1s/auto \(gen-[^/]*\).*/\1/p" "$1/index/CURRENT")" "$1/copy" && sync -f "$1/copy"' sh "$work"
timed "a build in full" "$indexer" build "$work/corpus" --db "$work/index" --quiet
