#!/bin/sh
# What this house does not do (code-style rules that a text search can see).
root=$1
bad=0
forbid_in() { # FILES PATTERN WHY FOLDER...
  files=$1
  pattern=$2
  why=$3
  shift 3
  if found=$(cd "$root" && grep -rnE --include="$files" "$pattern" "$@"); then
    printf '%s\n  -- %s\n' "$found" "$why"
    bad=1
  fi
}
forbid() { # PATTERN WHY FOLDER...
  forbid_in '*.h' "$@"
  forbid_in '*.cpp' "$@"
}
forbid '\b(SIGNAL|SLOT)\(' 'connect by pointer to member' app ui tests
forbid '\bsender\(\)' 'no sender()' app ui
forbid '\bon_[a-z]' 'signals are past tense, commands imperative' app ui
forbid 'QTest::(qWait|qSleep)\(' 'wait for what should happen (QTRY_*, spies), never for time' tests
forbid '(msleep|usleep|sleep_for)\(' 'no sleeping' app ui
forbid 'static [A-Za-z]+& instance\(' 'no singletons' app ui
forbid '#include [<"]qcustomplot' 'ui/base/plotcanvas.cpp is the only user of QCustomPlot' --exclude=plotcanvas.cpp app ui
# Whatever stands in app/ but the composition root.
core=$(cd "$root" && ls -d app/*/ | grep -vx app/main/)
forbid '#include <(QtWidgets|QWidget|QApplication|QMessageBox|QDialog|QMainWindow|QMenu|QLabel|QAction[A-Z])' 'app/ knows no widgets' $core
forbid_in CMakeLists.txt 'Qt6::Widgets' 'app/ knows no widgets' $core
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
