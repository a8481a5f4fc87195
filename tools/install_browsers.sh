#!/bin/sh
# Find the browsers of the tests, or install them: Debian's packages where apt is at hand, else Playwright's own Chromium.
# A browser that is missing after that skips its tests, and fails them where CI is set.
# Usage: install_browsers.sh PYTHON
set -eu

has() { command -v "$1" >/dev/null 2>&1; }

missing=""
has chromium-headless-shell || has chromium || has chromium-browser || has google-chrome || missing="$missing chromium"
has firefox-esr || has firefox || missing="$missing firefox-esr"
# WebKit is Safari's engine. Its small browser has no headless mode, so it needs a virtual screen.
has WebKitWebDriver || missing="$missing webkit2gtk-driver"
has Xvfb || missing="$missing xvfb"
[ -n "$missing" ] || exit 0

if has apt-get; then
    run=""
    [ "$(id -u)" -eq 0 ] || run="sudo"
    echo "Installing with apt:$missing"
    $run apt-get -qq update
    wanted=""
    for name in $missing; do
        # The same browser without its windows, where it is packaged: its pages open in half the time.
        if [ "$name" = chromium ] && apt-cache show chromium-headless-shell >/dev/null 2>&1; then
            name=chromium-headless-shell
        fi
        wanted="$wanted $name"
    done
    # shellcheck disable=SC2086  # names of packages, one word each
    $run env DEBIAN_FRONTEND=noninteractive apt-get -qq install --no-install-recommends -y $wanted fonts-noto-core >/dev/null
else
    case "$missing" in
    *chromium*)
        echo "Installing Chromium with Playwright"
        "$1" -m playwright install chromium
        ;;
    esac
fi
