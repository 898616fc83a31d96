#!/bin/sh
# run.sh BUILD_FOLDER TEST: installs the SDK there once and runs a test with it. 77: skipped.
set -eu
source=$(cd "$(dirname "$0")" && pwd)
build=$1
test=$2

sh "$source/install.sh" "$build"
# Beside node_modules, so that the import is found.
cp "$source/$test" "$build/$test"
cd "$build"
node -e 'import("@google/genai").then(() => {}, (error) => { console.error(error.message); process.exit(1); })' || {
    echo "Skipped: the SDK does not load in this version of Node.js"
    exit 77
}
rm -rf exported-*
exec node --test "$test"
