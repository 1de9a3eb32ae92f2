#!/usr/bin/env bash
# Validates SARIF files with Microsoft's own validator, by the SARIF and the GitHub rules.
# Usage: bash .ci/validate-sarif.sh FILE...      fails on any result of level error or warning
# Needs Node. Installs the validator once, into artifacts/.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
version=5.7.0
tool=$PWD/artifacts/sarif-multitool-$version

# Rules that we break on purpose, "RULE why" each. None so far. What the validator reports as a note is advice that we weighed:
# messages with ids (SARIF2002), versionControlProvenance (SARIF2003), reachable links (SARIF2006), rule ids without "/" (SARIF2009),
# snippets of files inside an image (SARIF2010, SARIF2011), a web page for each of our rules (SARIF2012).
allowed=()

[[ $# -gt 0 ]] || { echo "usage: bash .ci/validate-sarif.sh FILE..." >&2; exit 2; }
[[ -d $tool/node_modules ]] || npm install --silent --no-fund --no-audit --prefix "$tool" "@microsoft/sarif-multitool@$version" >/dev/null

failed=0
for file in "$@"; do
  # The launcher hands its arguments to a shell once more, hence the second pair of quotes.
  report=$("$tool/node_modules/.bin/sarif-multitool" validate "\"$file\"" --rule-kind '"Sarif;Gh"' --level '"Error;Warning"' --max-file-size-in-kb 200000 2>&1) || true
  grep -q '^Analysis completed successfully' <<<"$report" || { echo "$file: the validator did not finish"; echo "$report"; failed=1; continue; }
  found=$(grep -E ': (error|warning) [A-Z]+[0-9]+: ' <<<"$report" || true)
  for entry in "${allowed[@]}"; do found=$(grep -v " ${entry%% *}: " <<<"$found" || true); done
  if [[ -n $found ]]; then echo "$found"; failed=1; else echo "$file: valid"; fi
done
exit $failed
