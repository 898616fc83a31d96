#!/bin/sh
# The guards of this folder can fail: each is shown sources that are made up, once within a rule and once beyond it.
guards=$(cd "$(dirname "$0")" && pwd)
cmake=${1:-cmake}
made=$(mktemp -d) || exit 2
trap 'rm -rf "$made"' EXIT
bad=0
export SAFELIGHT_SIZE_EXCEPTIONS=""

fresh() {
  rm -rf "$made"/* && mkdir -p "$made/app/one" "$made/app/main" "$made/ui/two" "$made/ui/base" "$made/tests"
  echo '#pragma once' >"$made/app/one/value.h"
}
lines() { # COUNT: as many lines of text
  awk -v n="$1" 'BEGIN { for (i = 1; i <= n; ++i) print "// " i }'
}
class() { # NAME PUBLIC SIGNALS
  awk -v name="$1" -v n="$2" -v s="$3" 'BEGIN {
    print "namespace made {\nclass " name " : public QObject\n{\n    Q_OBJECT\npublic:"
    for (i = 1; i <= n; ++i) print "    void f" i "(int a);"
    print "signals:"
    for (i = 1; i <= s; ++i) print "    void changed" i "();"
    print "private:\n    void own();\n    class Private;\n};\n}"
  }'
}
private() { # NAME COUNT
  awk -v name="$1" -v n="$2" 'BEGIN {
    print "namespace made {\nclass " name "::Private\n{\npublic:"
    for (i = 1; i <= n; ++i) print "    void p" i "();"
    print "};\n}"
  }'
}
check() { # EXPECTED(0: passes, else what is said) GUARD...
  expected=$1
  shift
  said=$("$@" 2>&1)
  code=$?
  said=$(echo "$said" | tr -s "\n " " ") # CMake breaks lines
  if [ $code = 77 ]; then
    echo "$said: skipped"
    exit 77
  fi
  if [ "$expected" = 0 ]; then
    [ $code = 0 ] && return
  elif [ $code != 0 ]; then
    case "$said" in *"$expected"*) return ;; esac
  fi
  printf 'FAILED: %s\n  expected: %s\n  exit code %s, said: %s\n' "$*" "$expected" $code "$said"
  bad=1
}
sizes() { check "$1" sh "$guards/checksizes.sh" "$made"; }
habits() { check "$1" sh "$guards/checkhabits.sh" "$made"; }
arrows() { # EXPECTED MODULES
  printf '%s\n' "$2" >"$made/tests/modules.txt"
  check "$1" "$cmake" -DMODULES="$made/tests/modules.txt" -DROOT="$made" -P "$guards/checkarrows.cmake"
}

fresh
sizes 0
for i in $(seq 39); do : >"$made/app/one/file$i.cpp"; done
echo >"$made/app/one/CMakeLists.txt" # is not counted
sizes 0
: >"$made/app/one/another.cpp"
sizes 'app/one/: 41 sources'
SAFELIGHT_SIZE_EXCEPTIONS='app/one'
sizes 0
rm "$made/app/one/another.cpp"
sizes 'app/one/ is within its limit'
SAFELIGHT_SIZE_EXCEPTIONS='app/gone'
sizes 'app/gone is not there'
SAFELIGHT_SIZE_EXCEPTIONS=''

fresh
class Wide 20 9 >"$made/ui/two/wide.h"
sizes 0
class Wide 21 0 >"$made/ui/two/wide.h"
sizes 'made::Wide: 21 public functions'
SAFELIGHT_SIZE_EXCEPTIONS='made::Wide'
sizes 0
class Wide 20 0 >"$made/ui/two/wide.h"
sizes 'made::Wide is within its limit'
SAFELIGHT_SIZE_EXCEPTIONS='made::Gone'
sizes 'made::Gone is not there'
SAFELIGHT_SIZE_EXCEPTIONS=''
class Wide 12 2 >"$made/ui/two/wide.h"
private Wide 8 >"$made/ui/two/wide_p.h"
sizes 0
private Wide 9 >"$made/ui/two/wide_p.h"
sizes 'made::Wide: 21 public functions'
rm "$made/ui/two/wide_p.h"
private Wide 9 >"$made/ui/two/wide.cpp"
sizes 'made::Wide: 21 public functions'

fresh
lines 150 >"$made/app/one/long.h"
lines 600 >"$made/app/one/long.cpp"
sizes 0
lines 151 >"$made/app/one/long.h"
sizes 'long.h: 151 lines'
fresh
lines 601 >"$made/app/one/long.cpp"
sizes 'long.cpp: 601 lines'
fresh
{ printf 'void f()\n{\n'; lines 60; echo '}'; } >"$made/app/one/long.cpp"
sizes 0
{ printf 'void f()\n{\n'; lines 61; echo '}'; } >"$made/app/one/long.cpp"
sizes 'a function of 61 lines'

fresh
habits 0
echo '#include <QApplication>' >"$made/app/main/main.cpp"
habits 0
echo '#include <QLabel>' >"$made/app/one/value.cpp"
habits 'app/ knows no widgets'
fresh
echo 'safelight_module(app/one FILES value LIBS Qt6::Widgets)' >"$made/app/one/CMakeLists.txt"
habits 'app/ knows no widgets'
fresh
echo '#include "qcustomplot.h"' >"$made/ui/base/plotcanvas.cpp"
habits 0
echo '#include "qcustomplot.h"' >"$made/ui/two/plot.cpp"
habits 'only user of QCustomPlot'

fresh
echo '#include "app/one/value.h"' >"$made/ui/two/pane.h"
arrows 0 "app/one:
ui/two: app/one"
arrows 'ui/two may not need app/one' "app/one:
ui/two:"
arrows 'app/one needs ui/base -- app/ must not know ui/' "app/one: ui/base"
arrows 0 "ui/two: ui/base app/one"
arrows 'ui/two needs ui/one -- no feature of ui/ knows another one' "ui/two: ui/one app/one"
arrows 0 "ui/shell: ui/two"
echo '#include "tests/support/strict.h"' >"$made/app/one/value.cpp"
arrows 'nothing needs tests/' "app/one:"
exit $bad
