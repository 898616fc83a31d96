#!/bin/sh
# Measures of the house: file ≤ 600 lines, header ≤ 150, function ≤ 60 (bodies whose braces stand in column 0).
root=$1
find "$root/app" "$root/ui" -name '*.h' -o -name '*.cpp' | sort | xargs awk '
  FNR == 1 { if (file) report(); file = FILENAME; lines = 0; start = 0 }
  { lines = FNR }
  /^\{/ { start = previous ~ /^(class|struct|enum|union|namespace) / ? 0 : FNR }
  /^\}/ { if (start && FNR - start - 1 > 60) { print file ":" start ": a function of " FNR - start - 1 " lines; the limit is 60"; bad = 1 } start = 0 }
  { previous = $0 }
  function report() {
    limit = file ~ /\.h$/ ? 150 : 600
    if (lines > limit) { print file ": " lines " lines; the limit is " limit; bad = 1 }
  }
  END { report(); exit bad }'
