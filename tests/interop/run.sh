#!/bin/sh
# run.sh BUILD_FOLDER TEST: installs the SDK there once and runs a test with it. 77: skipped.
# run.sh BUILD_FOLDER PROGRAM ARGUMENT...: the same with a program that is no test.
set -eu
source=$(cd "$(dirname "$0")" && pwd)
build=$1
test=$2
shift 2

sh "$source/install.sh" "$build"
# Beside node_modules, so that the import is found.
case "$test" in
/*) cp "$test" "$build/" ;;
*) cp "$source/$test" "$build/$test" ;;
esac
cd "$build"
node -e 'import("@google/genai").then(() => {}, (error) => { console.error(error.message); process.exit(1); })' || {
    echo "Skipped: the SDK does not load in this version of Node.js"
    exit 77
}
[ $# -eq 0 ] || exec node "$(basename "$test")" "$@"
rm -rf exported-*
exec node --test "$test"
