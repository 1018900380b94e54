#!/usr/bin/env bash
# Builds everything, checks style and lock files, runs every test and ends with one line of totals.
# Installs what the tests need from Debian (browser, fonts, npm, PostgreSQL, RabbitMQ, Java for a local Elasticsearch) when it runs as root and they are missing.
set -uo pipefail
cd "$(dirname "$0")"

configuration=Release
results=artifacts/test-results
rm -rf "$results"
mkdir -p "$results"

install_missing() {
  local missing=()
  command -v chromium >/dev/null 2>&1 || missing+=(chromium)
  command -v curl >/dev/null 2>&1 || missing+=(curl)
  command -v npm >/dev/null 2>&1 || missing+=(nodejs npm)
  [ -x /usr/lib/rabbitmq/bin/rabbitmq-server ] || missing+=(rabbitmq-server)
  command -v java >/dev/null 2>&1 || missing+=(openjdk-17-jre-headless)
  fc-list 2>/dev/null | grep -qi 'noto.*cjk' || missing+=(fonts-noto-cjk fontconfig)
  ls /usr/lib/*-linux-gnu/faketime/libfaketimeMT.so.1 >/dev/null 2>&1 || missing+=(faketime)
  ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || missing+=(postgresql)
  [ ${#missing[@]} -eq 0 ] && return 0
  if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null 2>&1; then
    echo "not installed: ${missing[*]} — the tests that need them are skipped (Debian: apt-get install ${missing[*]})"
    return 0
  fi
  echo "installing ${missing[*]}"
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "${missing[@]}" >"$results/apt.log" 2>&1 ||
    echo "apt-get failed (see $results/apt.log); the tests that need ${missing[*]} are skipped"
}

step() {
  echo "== $1"
  shift
  "$@" || { echo "failed: $*"; echo "0 passed, 1 failed, 0 skipped"; exit 1; }
}

install_missing
# Lock files are held: a package that changed under us is an error, not a surprise.
step "restore" dotnet restore --locked-mode
step "build" dotnet build --no-restore -c "$configuration" --nologo -v quiet
step "format" dotnet format --verify-no-changes --no-restore --severity warn

echo "== test"
status=0
for project in tests/*/*.csproj; do
  name=$(basename "$project" .csproj)
  echo "-- $name"
  dotnet test "$project" --no-build -c "$configuration" --nologo -v quiet \
    --logger "trx;LogFileName=$name.trx" --results-directory "$results" || status=1
  [ -f "$results/$name.trx" ] || { echo "$name wrote no result"; status=1; }
done

# The ML.NET engine, built and tested for real where a feed with ML.NET is at hand; its outputs and lock files are its own.
if [ -d ../shared/mlnet ]; then
  echo "-- ML.NET engine"
  dotnet test tests/Matching.Ml.Tests -c "$configuration" --nologo -v quiet --filter "FullyQualifiedName~MlNet" \
    -p:MlNet=true -p:MlNetVersion=1.5.0 -p:RestoreAdditionalProjectSources="$(cd ../shared/mlnet && pwd)" \
    --logger "trx;LogFileName=MlNet.trx" --results-directory "$results" || status=1
  [ -f "$results/MlNet.trx" ] || { echo "the ML.NET engine wrote no result"; status=1; }
else
  echo "no ../shared/mlnet: the ML.NET engine was not built"
fi

# One line of totals, read from the result files, not from what scrolled by.
sum() { awk -v key="$1" 'match($0, "<Counters [^>]*>") { line = substr($0, RSTART, RLENGTH); if (match(line, " " key "=\"[0-9]+\"")) { v = substr(line, RSTART, RLENGTH); gsub(/[^0-9]/, "", v); s += v } } END { print s + 0 }' "$results"/*.trx; }
total=$(sum total)
executed=$(sum executed)
passed=$(sum passed)
failed=$((executed - passed))
skipped=$((total - executed))
# Every test of one outcome, with what it said: "  name: message", the message cut to its first line.
told() {
  awk -v outcome="$1" '
    /<UnitTestResult / { name = ""; if (index($0, "outcome=\"" outcome "\"") && match($0, / testName="[^"]*"/)) { name = substr($0, RSTART + 11, RLENGTH - 12) } }
    name != "" && match($0, /<Message>[^<]*/) { print "  " name ": " substr($0, RSTART + 9, RLENGTH - 9); name = "" }
  ' "$results"/*.trx | sed 's/&quot;/"/g; s/&lt;/</g; s/&gt;/>/g; s/&#xD;//g; s/&#xA;/ /g; s/&amp;/\&/g' | sort -u
}
if [ "$skipped" -gt 0 ]; then echo "skipped:"; told NotExecuted; fi
if [ "$failed" -gt 0 ]; then echo "failed:"; told Failed; fi
if [ "$status" -ne 0 ] && [ "$failed" -eq 0 ]; then failed=1; fi
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
