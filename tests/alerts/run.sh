#!/bin/sh
# The alert rules as Prometheus reads them, and what they make of series that are fine and that are not. Exit status 77:
# not tried. tests/http/metrics_test.cc holds their metrics to the daemon's.
set -eu
cd "$(dirname "$0")"
command -v promtool >/dev/null || {
  echo "skipped: promtool is missing (Debian: prometheus)"
  exit 77
}
promtool check rules ../../packaging/prometheus/paperfind.rules.yml
promtool test rules paperfind.rules.test.yml
