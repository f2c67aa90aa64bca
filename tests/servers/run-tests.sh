# Counting and installing for ./test and ./check; sourced.
passed=0 failed=0 skipped=0

finish() {
  [ "$skipped" -eq 0 ] || echo "$skipped skipped (they need MARKET_REAL_DATA, two of them MARKET_AJV as well)"
  echo "$passed passed, $failed failed"
  [ "$failed" -eq 0 ]; exit $?
}

step() { local name=$1; shift; echo "== $name"; "$@" || { echo "$name failed"; failed=$((failed + 1)); return 1; }; }

# Debian packages that are missing; silently nothing on a machine that has them.
install_missing() {
  local want=()
  command -v mariadbd >/dev/null || want+=(mariadb-server)
  [ -x /usr/bin/chromium-headless-shell ] || want+=(chromium-headless-shell)
  command -v zbarimg >/dev/null || want+=(zbar-tools)
  command -v pdftoppm >/dev/null || want+=(poppler-utils)
  fc-list 2>/dev/null | grep -qi "Noto.*CJK" || want+=(fonts-noto-cjk fontconfig)
  [ ${#want[@]} -eq 0 ] && return
  echo "== install ${want[*]}"
  local sudo=""; [ "$(id -u)" -eq 0 ] || sudo=sudo
  $sudo apt-get update -qq && DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends "${want[@]}" >/dev/null
}

# run_tests PROJECT LABEL [FILTER]
run_tests() {
  local project=tests/Market.$1.Tests out; out=$(mktemp)
  echo "== $1 ($2)"
  dotnet test "$project" -c Release --no-build --nologo --blame-hang-timeout 10m ${3:+--filter "$3"} >"$out" 2>&1
  local status=$? line
  line=$(grep -E '^(Passed!|Failed!|Skipped!)' "$out" | tail -n 1)
  if [ -z "$line" ]; then cat "$out"; failed=$((failed + 1)); rm -f "$out"; return; fi
  count() { sed -E "s/.*$1: *([0-9]+).*/\1/" <<<"$line"; }
  local bad; bad=$(count Failed)
  passed=$((passed + $(count Passed))); failed=$((failed + bad)); skipped=$((skipped + $(count Skipped)))
  # A runner that ends badly without a failed test has still not passed.
  [ "$status" -eq 0 ] || [ "$bad" -gt 0 ] || failed=$((failed + 1))
  if [ "$status" -ne 0 ]; then cat "$out"; else echo "$line"; fi
  rm -f "$out"
}
