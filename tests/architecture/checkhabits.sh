#!/bin/sh
# What this house does not do (code-style rules that a text search can see).
root=$1
bad=0
forbid() { # PATTERN WHY FOLDER...
  pattern=$1
  why=$2
  shift 2
  if found=$(cd "$root" && grep -rnE --include='*.h' --include='*.cpp' "$pattern" "$@"); then
    printf '%s\n  -- %s\n' "$found" "$why"
    bad=1
  fi
}
forbid '\b(SIGNAL|SLOT)\(' 'connect by pointer to member' app ui tests
forbid '\bsender\(\)' 'no sender()' app ui
forbid '\bon_[a-z]' 'signals are past tense, commands imperative' app ui
forbid 'QTest::(qWait|qSleep)\(' 'wait for what should happen (QTRY_*, spies), never for time' tests
forbid '(msleep|usleep|sleep_for)\(' 'no sleeping' app ui
forbid 'static [A-Za-z]+& instance\(' 'no singletons' app ui
forbid '#include [<"]qcustomplot' 'ui/base/plotcanvas.cpp is the only user of QCustomPlot' app ui/prompt ui/safety ui/response ui/advice ui/history ui/settings ui/shell
forbid '#include <(QtWidgets|QWidget|QApplication|QMessageBox|QDialog)' 'app/ knows no widgets' app/base app/safety app/prompt app/response app/diagnosis app/cost app/advice app/wording app/client app/simulator app/session app/settings app/workbench app/cli
if found=$(cd "$root" && find . -name '*.ui' -not -path './build/*' | grep .); then
  printf '%s\n  -- no .ui files\n' "$found"
  bad=1
fi
extra=$(cd "$root" && ls | grep -vxE 'CMakeLists.txt|app|ui|resources|tests|packaging|README.md|build')
if [ -n "$extra" ]; then
  printf '%s\n  -- the top level is fixed\n' "$extra"
  bad=1
fi
exit $bad
