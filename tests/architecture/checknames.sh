#!/bin/sh
# A build that compiles the files of a module together (SAFELIGHT_UNITY) joins their anonymous namespaces: a function
# or constant of one file must not have the name of another file's, or calls may reach the wrong overload unnoticed.
root=$1
command -v ctags >/dev/null || { echo "ctags is not installed: skipped"; exit 77; }
ctags --version | grep -q 'Universal Ctags' || { echo "not Universal Ctags: skipped"; exit 77; }
cd "$root" && find app ui -name '*.cpp' -print0 | xargs -0 ctags --kinds-C++=fvsgtecu --fields=+s \
  --_xformat='%F %N %s' -x | awk '
  $3 !~ /__anon[^:]*$/ { next }
  { folder = $1; sub(/\/[^\/]*$/, "", folder); key = folder " " $2 }
  key in first && first[key] != $1 && !said[key]++ { print $1 ": " $2 " is also a name in " first[key]; bad = 1 }
  !(key in first) { first[key] = $1 }
  END { exit bad }'
