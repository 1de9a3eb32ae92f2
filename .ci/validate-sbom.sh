#!/usr/bin/env bash
# Validates CycloneDX JSON files with the validator of CycloneDX's own library, in its strict mode.
# Usage: bash .ci/validate-sbom.sh FILE...
# Needs Node. Installs the validator once, into artifacts/.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
version=10.3.0
tool=$PWD/artifacts/cyclonedx-library-$version

[[ $# -gt 0 ]] || { echo "usage: bash .ci/validate-sbom.sh FILE..." >&2; exit 2; }
[[ -d $tool/node_modules ]] || npm install --silent --no-fund --no-audit --prefix "$tool" "@cyclonedx/cyclonedx-library@$version" ajv@8 ajv-formats@3 ajv-formats-draft2019@1 >/dev/null
NODE_PATH=$tool/node_modules node - "$@" <<'JS'
const { readFileSync } = require('fs')
const { Spec, Validation } = require('@cyclonedx/cyclonedx-library')
async function main (files) {
  let failed = 0
  for (const file of files) {
    const text = readFileSync(file, 'utf8')
    const errors = await new Validation.JsonStrictValidator(JSON.parse(text).specVersion).validate(text)
    if (errors === null) { console.log(`${file}: valid`); continue }
    failed = 1
    console.log(`${file}:`, JSON.stringify(errors, null, 1).slice(0, 4000))
  }
  process.exitCode = failed
}
main(process.argv.slice(2))
JS
