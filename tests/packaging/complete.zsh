# What zsh makes of a command line and a Tab: complete.zsh FOLDER LINE prints the line afterwards.
zmodload zsh/zpty
zpty shell zsh -f -i
until_seen() {
  local part seen=
  integer tries
  for ((tries = 0; tries < 400; ++tries)); do
    if zpty -r -t shell part; then
      seen+=$part
      [[ $seen == *$1* ]] && return 0
    else
      sleep 0.05
    fi
  done
  print -r -- "never seen: $1 in: ${(V)seen}"
  exit 1
}
# The widget tells what the line has become; prompts and echoes of a terminal are nothing to compare.
zpty -w shell "fpath=(${(q)1} \$fpath); autoload -Uz compinit; compinit -u -D; LISTMAX=1000
tell() { print -r -- \"{\$BUFFER}\"; }; zle -N tell; bindkey '^T' tell; print -r -- re\"\"ady"
until_seen ready
zpty -w -n shell "$2"$'\t\x14'
local part seen=
integer tries
for ((tries = 0; tries < 400; ++tries)); do
  if zpty -r -t shell part; then
    seen+=$part
    if [[ $seen == *'{'*'}'* ]]; then
      print -r -- "${${seen##*\{}%%\}*}"
      zpty -d shell
      exit 0
    fi
  else
    sleep 0.05
  fi
done
print -r -- "no line came: ${(V)seen}"
exit 1
