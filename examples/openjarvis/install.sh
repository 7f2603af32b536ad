#!/bin/sh
# The telemetry of an install script; `beacon.sh` is what `PostHog::shell` makes of the catalogue.
set -eu
. "$1"

beacon install_started os linux arch x86_64
for stage in deps uv python venv package; do
  beacon install_stage_completed stage "$stage" elapsed_ms 1200 os linux
done
echo "(a slip on purpose: no such system is in the list, so nothing of it is sent, and the installation goes on)"
beacon install_stage_completed stage config elapsed_ms 3 os "$(uname -n)"
beacon install_completed total_elapsed_ms 6400 os linux arch x86_64
