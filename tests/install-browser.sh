#!/bin/sh
# Debian's Chromium and a Chinese font for the browser tests, where we may install them; else what is there.
set -eu

has_browser() {
    [ -z "${YIZHENG_CHROMIUM:-}" ] || return 0
    for name in chromium google-chrome google-chrome-stable chromium-browser; do
        command -v "$name" >/dev/null && return 0
    done
    return 1
}

has_chinese_font() {
    command -v fc-list >/dev/null && fc-list :lang=zh | grep -q .
}

missing=
has_browser || missing="chromium"
has_chinese_font || missing="$missing fonts-noto-cjk"
[ -n "$missing" ] || exit 0

if [ "$(uname)" = Linux ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing for the browser tests: $missing"
    export DEBIAN_FRONTEND=noninteractive
    # shellcheck disable=SC2086  # a list of packages
    if apt-get update -qq && apt-get install -y -qq --no-install-recommends $missing >/dev/null; then
        exit 0
    fi
fi

if has_browser; then
    echo "No Chinese font found: pages show boxes in screenshots. Install one, for example Noto Sans CJK." >&2
else
    echo "No Chromium found: the browser tests are skipped. Install one, or name it in YIZHENG_CHROMIUM." >&2
fi
