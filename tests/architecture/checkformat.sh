#!/bin/sh
# Every source file is as clang-format 14 leaves it; another version lays out some lines otherwise and is not asked.
root=$1
tool=$2
case "$tool" in '' | *NOTFOUND) echo "clang-format is not installed: skipped"; exit 77 ;; esac
"$tool" --version | grep -q 'version 14\.' || { echo "not clang-format 14: skipped"; exit 77; }
cd "$root" && find app ui tests \( -name '*.h' -o -name '*.cpp' \) -print0 | xargs -0 "$tool" --dry-run --Werror
