#!/bin/sh
# run.sh FUZZER SECONDS [HARNESS...]: runs each harness that long, begun with its corpus, and prints a table. What
# breaks one is left in build/found-by-fuzzing; it belongs into the corpus, where every test round reads it.
set -eu
source=$(cd "$(dirname "$0")" && pwd)
fuzzer=$1
seconds=$2
shift 2
[ $# -gt 0 ] || set -- $(ls "$source/corpus")
found=$source/../../build/found-by-fuzzing
mkdir -p "$found"
bad=0
printf '%-10s %12s %10s %8s\n' harness executions survived broken
for harness in "$@"; do
  work=$(mktemp -d)
  log=$work.log
  broken=0
  SAFELIGHT_HARNESS=$harness QT_LOGGING_RULES='*.debug=false' "$fuzzer" -max_total_time="$seconds" -timeout=10 \
    -rss_limit_mb=2048 -max_len=40000 -artifact_prefix="$found/$harness-" -print_final_stats=1 -verbosity=1 \
    "$work" "$source/corpus/$harness" >"$log" 2>&1 || broken=1
  tried=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
  printf '%-10s %12s %10s %8s\n' "$harness" "${tried:-0}" "$((${tried:-0} - broken))" "$broken"
  if [ "$broken" = 1 ]; then
    grep -vE '^#[0-9]+[[:space:]]+(NEW|REDUCE|pulse|INITED|READ)' "$log" | tail -60 >&2
    bad=1
  fi
  rm -rf "$work" "$log"
done
exit $bad
