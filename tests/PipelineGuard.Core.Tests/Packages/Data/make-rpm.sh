#!/usr/bin/env bash
# Makes the databases in rpm/ anew, with rpm itself: the same five packages in each kind of database.
# Usage: make-rpm.sh. Needs what .ci/rpm-images needs, the images pg-ci/rpm-trixie and pg-ci/rpm-bullseye that it leaves, and sqlite3.
set -euo pipefail
out=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)/rpm; mkdir -p "$out"
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT

spec() { # NAME EPOCH VERSION RELEASE MODULE FILE
  printf 'Name: %s\nVersion: %s\nRelease: %s\nSummary: s\nLicense: MIT\n' "$1" "$3" "$4"
  [[ $2 == 0 ]] || printf 'Epoch: %s\n' "$2"
  [[ $5 == - ]] || printf 'ModularityLabel: %s\n' "$5"
  printf '%%description\n.\n%%install\ninstall -D -m 644 /dev/null %%{buildroot}%s\n%%files\n%s\n' "$6" "$6"
  [[ $1 != python3.9 ]] || printf '%%package -n python3-pip\nSummary: s\nEpoch: 0\nVersion: 21.2.3\n%%description -n python3-pip\n.\n%%files -n python3-pip\n'
}

build() {
  spec "$@" >"$work/$1.spec"
  rpmbuild --quiet --target x86_64 --define "_topdir $work" --define '_build_id_links none' -bb "$work/$1.spec"
}

build bash 0 5.1.8 6.el9_1 - /usr/bin/bash
build nodejs 1 18.14.2 2.module_el9.2.0+29+de583a0c nodejs:18:9020020230404105101:rhel9 /usr/lib/node_modules/npm/package.json
build python3.9 2 3.9.16 1.el9 - /usr/lib/python3.9/site-packages/requests-2.25.1.dist-info/METADATA
mkdir "$work/rpms"; find "$work/RPMS" -name '*.rpm' -exec mv {} "$work/rpms/" \;
export GNUPGHOME=$work/gnupg; mkdir -m 700 "$GNUPGHOME"
gpg --batch --quiet --passphrase '' --quick-gen-key 'Packager <packager@example.org>' rsa2048 sign never
gpg --batch --quiet --armor --export packager@example.org >"$work/key.asc"; gpgconf --kill gpg-agent

fill() { # BACKEND PREFIX...
  local tree=$work/$1 backend=$1; shift
  mkdir -p "$tree"
  local rpm=("$@" rpm --root "$tree" --dbpath / --define "_db_backend $backend")
  "${rpm[@]}" --initdb
  "${rpm[@]}" --import "$work/key.asc"
  "${rpm[@]}" -i --nodeps --noscripts --nosignature --ignorearch --justdb "$work"/rpms/*.rpm
}

fill sqlite env
fill ndb docker run --rm --network=none -v "$work:$work" pg-ci/rpm-trixie
fill bdb docker run --rm --network=none -v "$work:$work" pg-ci/rpm-bullseye
rm -f "$out/small.sqlite"
sqlite3 "$work/sqlite/rpmdb.sqlite" 'PRAGMA journal_mode=DELETE; PRAGMA page_size=512' "VACUUM INTO '$out/small.sqlite'"
cp "$work/ndb/Packages.db" "$out/small.ndb"
cp "$work/bdb/Packages" "$out/small.bdb"
ls -la "$out"
