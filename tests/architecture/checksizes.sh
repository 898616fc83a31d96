#!/bin/sh
# Measures of the house: file ≤ 600 lines, header ≤ 150, function ≤ 60 (bodies whose braces stand in column 0),
# ≤ 40 sources in a folder, ≤ 20 public functions in a class, those of its Private counted with it; not its signals.
root=$1
bad=0

# What is over a measure while it is taken apart; a row that is not needed any more is an error, so the list only shrinks.
exceptions=${SAFELIGHT_SIZE_EXCEPTIONS-}

cd "$root" || exit 2
sources() { find app ui -name '*.h' -o -name '*.cpp'; }

sources | sort | xargs awk '
  FNR == 1 { if (file) report(); file = FILENAME; lines = 0; start = 0 }
  { lines = FNR }
  /^\{/ { start = previous ~ /^(class|struct|enum|union|namespace) / ? 0 : FNR }
  /^\}/ { if (start && FNR - start - 1 > 60) { print file ":" start ": a function of " FNR - start - 1 " lines; the limit is 60"; bad = 1 } start = 0 }
  { previous = $0 }
  function report() {
    limit = file ~ /\.h$/ ? 150 : 600
    if (lines > limit) { print file ": " lines " lines; the limit is " limit; bad = 1 }
  }
  END { report(); exit bad }' || bad=1

sources | awk -v exceptions=" $exceptions " '
  { sub(/\/[^\/]*$/, ""); count[$0]++ }
  END {
    for (i = split(exceptions, listed, " "); i > 0; --i) {
      if (listed[i] ~ /\// && !(listed[i] in count)) { print listed[i] " is not there: take it off the list"; bad = 1 }
    }
    for (folder in count) {
      excepted = index(exceptions, " " folder " ")
      if (count[folder] > 40 && !excepted) { print folder "/: " count[folder] " sources; the limit is 40"; bad = 1 }
      if (count[folder] <= 40 && excepted) { print folder "/ is within its limit: take it off the list"; bad = 1 }
    }
    exit bad
  }' || bad=1

if ! ctags --version 2>/dev/null | grep -q 'Universal Ctags'; then
  echo "Universal Ctags is not installed: the functions of classes were not counted"
  [ $bad = 0 ] && exit 77
  exit 1
fi
sources | ctags -L - --language-force=C++ --kinds-C++=pf --fields=+as -x --_xformat='%F %N %s %a %K %n' | awk -v exceptions=" $exceptions " '
  $3 == "-" || $1 !~ /\.h$/ && $3 !~ /::Private$/ { next }
  $5 == "signal" { signal[$3 " " $6 " " $1] = 1; next }
  $5 == "function" && $1 !~ /\.h$/ { next } # declared elsewhere
  { found[++n] = $0 }
  END {
    for (i = 1; i <= n; ++i) {
      split(found[i], part, " ")
      name = part[3]
      if (signal[name " " part[6] " " part[1]]) continue
      own = name ~ /::Private$/
      if (!own && part[4] != "public") continue
      sub(/::Private$/, "", name)
      count[name]++
    }
    for (i = split(exceptions, listed, " "); i > 0; --i) {
      if (listed[i] ~ /::/ && !(listed[i] in count)) { print listed[i] " is not there: take it off the list"; bad = 1 }
    }
    for (name in count) {
      excepted = index(exceptions, " " name " ")
      if (count[name] > 20 && !excepted) { print name ": " count[name] " public functions; the limit is 20"; bad = 1 }
      if (count[name] <= 20 && excepted) { print name " is within its limit: take it off the list"; bad = 1 }
    }
    exit bad
  }' || bad=1
exit $bad
