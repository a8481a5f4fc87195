#!/bin/sh
# Find a Chromium for the browser tests, or install one: Debian's package where apt is at hand, else Playwright's own.
# Usage: install_chromium.sh PYTHON
set -eu
for name in chromium chromium-browser google-chrome; do
    if command -v "$name" >/dev/null 2>&1; then
        exit 0
    fi
done
if command -v apt-get >/dev/null 2>&1; then
    run=""
    [ "$(id -u)" -eq 0 ] || run="sudo"
    echo "Installing Chromium with apt"
    $run apt-get -qq update
    DEBIAN_FRONTEND=noninteractive $run apt-get -qq install --no-install-recommends -y chromium fonts-noto-core >/dev/null
else
    echo "Installing Chromium with Playwright"
    "$1" -m playwright install chromium
fi
