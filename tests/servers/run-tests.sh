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
  fc-list 2>/dev/null | grep -i "Noto.*CJK" >/dev/null || want+=(fonts-noto-cjk fontconfig)
  [ ${#want[@]} -eq 0 ] && return
  echo "== install ${want[*]}"
  local sudo=""; [ "$(id -u)" -eq 0 ] || sudo=sudo
  $sudo apt-get update -qq && DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends "${want[@]}" >/dev/null
}

# run_tests PROJECT LABEL [FILTER]
run_tests() {
  local project=tests/Market.$1.Tests out; out=$(mktemp)
  local times; times=$(mktemp -d)
  echo "== $1 ($2)"
  dotnet test "$project" -c Release --no-build --nologo --blame-hang-timeout 10m --logger "trx;LogFileName=times.trx" --results-directory "$times" ${3:+--filter "$3"} >"$out" 2>&1
  local status=$? line
  line=$(grep -E '^(Passed!|Failed!|Skipped!)' "$out" | tail -n 1)
  if [ -z "$line" ]; then cat "$out"; failed=$((failed + 1)); rm -rf "$out" "$times"; return; fi
  count() { sed -E "s/.*$1: *([0-9]+).*/\1/" <<<"$line"; }
  local bad; bad=$(count Failed)
  passed=$((passed + $(count Passed))); failed=$((failed + bad)); skipped=$((skipped + $(count Skipped)))
  # A runner that ends badly without a failed test has still not passed.
  [ "$status" -eq 0 ] || [ "$bad" -gt 0 ] || failed=$((failed + 1))
  if [ "$status" -ne 0 ]; then cat "$out"; else echo "$line"; fi
  slowest "$times/times.trx"
  rm -rf "$out" "$times"
}

# The classes that took longest, seconds: what a run spends its time on.
slowest() {
  [ -f "$1" ] || return
  grep -o '<UnitTestResult [^>]*' "$1" | sed -nE 's/.*testName="Market\.([A-Za-z.]+)\.[A-Za-z0-9_]+[("].*duration="0*([0-9]+):([0-9]+):([0-9.]+)".*/\1 \2 \3 \4/p' \
    | awk '{ took[$1] += $2 * 3600 + $3 * 60 + $4 } END { for (x in took) printf "%.0f s %s\n", took[x], x }' | sort -rn | head -n 12 | paste -sd ';' | sed 's/;/; /g'
}
