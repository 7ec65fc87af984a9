#!/bin/bash
# Arranges the photographs that claims about inception_v1 are measured on as OUT/train/FOLDER and OUT/test/FOLDER, by links.
# DATA holds imagenet-classes.tsv (number, folder, name), photographs.tsv (file, class, ...; the class is - where it is not
# known), photographs/SOURCE/FILE and imagenet-sample/FOLDER/FILE. A photograph without a class goes to the folder of its source.
# Test photographs are all of bsds500 and imagenet-sample, and of the others the first six of every thirty-one in the order of their names.
set -euo pipefail
export LC_ALL=C
if [ $# -ne 2 ]; then
  echo "usage: arrange-photographs.sh DATA OUT" >&2
  exit 2
fi
data=$(cd "$1" && pwd)
out=$2
if [ -e "$out" ]; then
  echo "arrange-photographs.sh: $out is there already; remove it or name another" >&2
  exit 2
fi
for table in imagenet-classes.tsv photographs.tsv; do
  if [ ! -f "$data/$table" ]; then
    echo "arrange-photographs.sh: there is no $data/$table" >&2
    exit 2
  fi
done

# a line for each photograph: its source, its file below DATA, its folder
photographs() {
  awk -F'\t' 'NR == FNR { folder[$1] = $2; next }
    FNR > 1 { split($1, name, "/"); print name[1] "\tphotographs/" $1 "\t" ($2 == "-" ? name[1] : folder[$2]) }' \
    "$data/imagenet-classes.tsv" "$data/photographs.tsv"
  cd "$data/imagenet-sample"
  for file in */*; do
    printf 'imagenet-sample\timagenet-sample/%s\t%s\n' "$file" "${file%%/*}"
  done
}

number=0
photographs | sort | while IFS=$'\t' read -r source file folder; do
  part=test
  if [ "$source" != bsds500 ] && [ "$source" != imagenet-sample ]; then
    if [ $((number % 31)) -ge 6 ]; then
      part=train
    fi
    number=$((number + 1))
  fi
  mkdir -p -- "$out/$part/$folder"
  ln -s -- "$data/$file" "$out/$part/$folder/$source-${file##*/}"
done
