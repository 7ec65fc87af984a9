#!/usr/bin/env bash
# Times ./eyewitness check and ./eyewitness table, whole warm processes, beside z3.
set -euo pipefail

check_limit=3.5
table_limit=8

usage() {
  cat <<EOF
Usage: start.sh [RUNS]
Times, in turn, RUNS times each (default 9):
  z3                  refuting the scripts of a fresh bundle in one process
  ./eyewitness check  verifying that bundle
  ./eyewitness table  making one
Prints medians of the wall and CPU time, the least wall time, and the ratios of the medians of the wall time.
Needs z3 on the PATH (apt-get install z3). On a machine with other work the ratios tell little.
Exit codes: 0 check takes at most $check_limit times as long as z3 and table at most $table_limit times, 1 one takes longer,
2 wrong usage, 3 z3 is missing, or a command failed or was wrong.
EOF
}

fail() {
  printf 'start.sh: %s\n' "$2" >&2
  exit "$1"
}

case ${1-} in
  -h | --help)
    usage
    exit 0
    ;;
esac
runs=${1-9}
[[ $# -le 1 && $runs =~ ^[1-9][0-9]*$ ]] || fail 2 "expected a number of runs; try --help"
command -v z3 >/dev/null || fail 3 "z3 is not on the PATH; try: apt-get install z3"

eyewitness=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd)/eyewitness
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

refute() {
  [ "$(z3 "$folder/all.smt2" | sort | uniq -c | xargs)" = "$scripts unsat" ]
}

# Appends wall and CPU seconds of a command to a file.
clock() { # file, command ...
  local file=$1 TIMEFORMAT='%3R %3U %3S'
  shift
  { time "$@" >"$folder/output" 2>"$folder/errors"; } 2>>"$file" || {
    cat "$folder/output" "$folder/errors" >&2
    fail 3 "$* failed"
  }
}

median() { # file, what awk computes from a line
  awk "{ print $2 }" "$1" | sort -n | awk '{ a[NR] = $1 } END { print (a[int((NR + 1) / 2)] + a[int((NR + 2) / 2)]) / 2 }'
}

"$eyewitness" table --evidence "$folder/bundle" >"$folder/output" 2>"$folder/errors" \
  || fail 3 "table failed: $(cat "$folder/errors")"
scripts=0
for script in "$folder"/bundle/obligation/*.smt2; do
  cat "$script"
  echo "(reset)"
  scripts=$((scripts + 1))
done >"$folder/all.smt2"

for ((i = 0; i < runs; i++)); do
  clock "$folder/z3" refute
  clock "$folder/check" "$eyewitness" check "$folder/bundle"
  clock "$folder/table" "$eyewitness" table --evidence "$folder/again"
done

echo "$scripts scripts, $runs runs, $(nproc) cores; $(z3 --version)"
printf '%-6s %8s %8s %8s %8s %8s\n' '' wall least cpu ratio limit
base=$(median "$folder/z3" '$1')
status=0
for name in z3 check table; do
  limit=${name}_limit
  awk -v name="$name" -v wall="$(median "$folder/$name" '$1')" -v cpu="$(median "$folder/$name" '$2 + $3')" \
    -v least="$(sort -n "$folder/$name" | awk 'NR == 1 { print $1 }')" -v base="$base" -v limit="${!limit--}" 'BEGIN {
      slow = limit != "-" && wall > limit * base
      printf "%-6s %6.2f s %6.2f s %6.2f s %8.1f %8s%s\n", name, wall, least, cpu, wall / base, limit,
        (slow ? "  exceeded" : "")
      exit slow
    }' || status=1
done
exit "$status"
