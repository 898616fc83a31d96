#!/bin/sh
# Every source file is as clang-format (version 14 or later) leaves it.
root=$1
tool=$2
case "$tool" in '' | *NOTFOUND) echo "clang-format is not installed: skipped"; exit 77 ;; esac
cd "$root" && find app ui tests \( -name '*.h' -o -name '*.cpp' \) -print0 | xargs -0 "$tool" --dry-run --Werror
