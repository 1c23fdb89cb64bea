#!/bin/sh
# Builds, verifies and keeps an edition: for cron, for a CI job, or by hand.
#
#   quarter.sh FOLDER     a folder with briefings.toml and the downloads that it names
#
# Ends with 0 where all is well, 1 where somebody should look (log/ says at what), 2 where nothing could be made.
set -u
cd "$1" || exit 2
mkdir -p kept log

briefings sources >log/sources.txt || exit 2
briefings check >log/check.txt
checked=$?
[ "$checked" -le 1 ] || exit 2

# The edition kept last before the one that is due: what is made says what moved since then.
due=$(sed -n 's/.*would print the edition \([0-9]*\)-\([0-9]*\),.*/\1\2/p' log/check.txt | head -n 1)
before=
best=0
for edition in $(ls -1dtr kept/????-??-???????? 2>/dev/null); do
  census=$(basename "$edition" | cut -c 1-4,6-7)
  if [ "$census" -lt "${due:-0}" ] && [ "$census" -ge "$best" ] && [ -f "$edition/data/analysis.json" ]; then
    before=$edition
    best=$census
  fi
done
briefings build ${before:+--compare-with "$before"} >log/build.txt
made=$?
[ "$made" -le 1 ] || exit 2

# The first line of `build` is: 37 PDFs in reports/2026-09
folder=$(sed -n '1s/^[0-9]* PDFs\{0,1\} in \(.*[0-9]\{4\}-[0-9][0-9]\).*/\1/p' log/build.txt)
briefings verify "$folder" >log/verify.txt || exit 1

inputs=$(sed -n 's/^ *"fingerprint": "\(.\{8\}\).*/\1/p' "$folder/manifest.json" | head -n 1)
kept=kept/$(basename "$folder")-$inputs
if [ -d "$kept" ]; then
  echo "nothing new: $kept is there already"
else
  rm -rf "$kept.part"
  cp -R "$folder" "$kept.part" && mv "$kept.part" "$kept" || exit 1
  echo "kept as $kept"
fi
[ "$checked" -eq 0 ] && [ "$made" -eq 0 ] || exit 1
