#!/bin/sh
# install.sh BUILD_FOLDER: installs the packages of package.json there once. 77: skipped, with a message.
set -eu
source=$(cd "$(dirname "$0")" && pwd)
build=$1

skip() {
    echo "Skipped: $1"
    exit 77
}

command -v node >/dev/null 2>&1 || skip "Node.js is not installed"
command -v npm >/dev/null 2>&1 || skip "npm is not installed"
node -e 'process.exit(Number(process.versions.node.split(".")[0]) >= 18 ? 0 : 1)' ||
    skip "Node.js 18 or later is needed"

mkdir -p "$build"
if ! cmp -s "$source/package.json" "$build/installed.json"; then
    cp "$source/package.json" "$build/package.json"
    # No scripts of packages are run; no lock file is written.
    (cd "$build" && npm install --no-package-lock --ignore-scripts --no-audit --no-fund --loglevel=error --fetch-retries=1 --fetch-timeout=30000) ||
        skip "the packages could not be installed from the npm registry"
    cp "$source/package.json" "$build/installed.json"
fi
