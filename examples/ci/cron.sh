#!/bin/sh
# For a plain cron: `17 6 * * 1 LABOR_OUTLOOK_CONTACT=me@example.org /srv/pay/cron.sh /srv/pay`. It says
# nothing when nothing is new and nothing is wrong, so cron mails only what needs somebody. What moved
# stands in diff.md, and the outputs of before stay in outputs.before.
set -eu
cd "${1:?the folder of pipeline.toml}"

[ -d outputs ] || labor-outlook run --quiet
rm -rf outputs.before
cp -r outputs outputs.before
code=0
keep() { [ "$1" -le "$code" ] || code=$1; } # the worst of the codes is what cron gets
labor-outlook fetch --quiet || keep $?
[ "$code" -lt 2 ] || exit "$code" # 1 is findings: odd figures that somebody should see
labor-outlook run --quiet
labor-outlook diff outputs.before outputs --format markdown --output diff.md --quiet

labor-outlook diff outputs.before outputs --quiet --format junit --output moved.xml \
  --fail-on 'median>15%' --fail-on vanished || keep $?
labor-outlook status --quiet --format json --output status.json --fail-on overdue || keep $?
exit "$code"
