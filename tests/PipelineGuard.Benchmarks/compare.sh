#!/usr/bin/env bash
# Compares whole processes on real images and prints the ratios of docs/performance.md, all taken in this one run.
#
#   compare.sh [--smoke | --shapes] [IMAGES]
#
# IMAGES is a folder of images (*.docker.tar, *.oci; the sources of NAME.oci, with its Dockerfile, in sources/NAME); without it a large one (over 1 GB) is made with debootstrap and docker build.
# --shapes: five images of the files of this machine instead: 1.5 GB in 16 layers, one layer of 500 MB, 200,000 files, 150 MB of package lists, one line of 50 MB.
# --smoke: one repetition, for CI: shows that everything runs, and fails only where a ratio is absurd (three times its budget).
# The yardstick is the bare read: the same binary and threads, decompressing every layer and walking the tar, looking at nothing.
# Where a peer scanner (trivy, grype, syft) is on the PATH, the same work is timed beside ours.
# PIPELINEGUARD_BINARY: the native command; published here when not given. PIPELINEGUARD_SHARED: development data, for the advisory part.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd); root=$(cd "$here/../.." && pwd)
repeat=5 slack=1
shapes=
if [[ ${1:-} == --smoke ]]; then repeat=1 slack=3; shift; fi
if [[ ${1:-} == --shapes ]]; then repeat=2 shapes=1; shift; fi
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
missed=0

binary=${PIPELINEGUARD_BINARY:-}
if [[ -z $binary ]]; then
  dotnet publish "$root/src/PipelineGuard.Cli" -c Release -r linux-x64 -p:PublishAot=true -o "$work/native" >"$work/publish.log" || { cat "$work/publish.log"; exit 1; }
  binary=$work/native/pipelineguard
fi
shared=${PIPELINEGUARD_SHARED:-$root/../shared}

# seconds COMMAND...: the best wall-clock time of $repeat runs; a verdict's exit code (0, 1, 3) is no failure.
seconds() {
  local best= run code
  for _ in $(seq "$repeat"); do
    run=$( { TIMEFORMAT=%R; time "$@" >/dev/null 2>"$work/stderr"; } 2>&1 ) && code=0 || code=$?
    [[ $code -eq 0 || $code -eq 1 || $code -eq 3 ]] || { echo "exit code $code from: $*" >&2; cat "$work/stderr" >&2; exit 1; }
    if [[ -z $best ]] || awk "BEGIN { exit !($run < $best) }"; then best=$run; fi
  done
  echo "$best"
}

# processor COMMAND...: processor time in seconds of one run.
processor() { { TIMEFORMAT='%U %S'; time "$@" >/dev/null 2>&1 || true; } 2>&1 | awk '{ print $1 + $2 }'; }
least() { printf '%s\n' "$@" | sort -n | head -n1; }

# attribution IMAGE SOURCES: what it adds to a scan, in percent of its processor time; the best of several runs of each, by turns.
attribution() {
  local bare=1000000 led=1000000 _
  for _ in $(seq 7); do
    bare=$(least "$bare" "$(processor "$binary" scan "$1" --no-cache --starter --offline --db "$empty" -o json)")
    led=$(least "$led" "$(processor "$binary" scan "$1" --no-cache --starter --offline --db "$empty" -o json --dockerfile "$2/Dockerfile" --source "$2")")
  done
  awk "BEGIN { printf \"%.1f\", 100 * ($led - $bare) / $bare }"
}

# megabytes COMMAND...: peak resident memory.
megabytes() { command time -f %M -o "$work/memory" "$@" >/dev/null 2>&1 || true; awk 'END { printf "%d", $1 / 1024 }' "$work/memory"; }

# row NAME VALUE UNIT BUDGET: prints a figure, and whether it keeps its budget.
row() {
  local verdict=ok
  if [[ -n ${4:-} ]]; then
    awk "BEGIN { exit !($2 <= $4) }" || verdict=over
    awk "BEGIN { exit !($2 <= $4 * $slack) }" || missed=$((missed + 1))
    printf '%-58s %10s %-6s (budget %s: %s)\n' "$1" "$2" "$3" "$4" "$verdict"
  else
    printf '%-58s %10s %s\n' "$1" "$2" "$3"
  fi
}
ratio() { awk "BEGIN { printf \"%.2f\", $1 / ($2 > 0 ? $2 : 0.001) }"; }

# blobs FOLDER TOOL: decompresses every gzip layer of an OCI layout with another tool, one process after another.
blobs() { local blob; for blob in "$1"/blobs/sha256/*; do is_gzip "$blob" && "$2" -dc "$blob"; done; true; }
is_gzip() { [[ $(head -c 2 "$1" | od -An -tx1) == ' 1f 8b' ]]; }
has_gzip() { local blob; for blob in "$1"/blobs/sha256/*; do is_gzip "$blob" && return; done; return 1; }

make_large() { # -> $work/images/large.docker.tar and large.oci
  local mirror; mirror=$(apt-get indextargets --format '$(SITE)' 'Created-By: Packages' | head -n1 | sed 's|/$||')
  mkdir -p "$work/images" "$work/context"
  debootstrap --variant=minbase bookworm "$work/tree" "$mirror" >"$work/debootstrap.log"
  rm -rf "$work"/tree/var/cache/apt/archives/*.deb "$work"/tree/var/lib/apt/lists/*
  tar --numeric-owner -C "$work/tree" -c . | docker import - pg-compare/base >/dev/null
  cat >"$work/context/Dockerfile" <<'D'
FROM pg-compare/base
ENV DEBIAN_FRONTEND=noninteractive
RUN apt-get update && apt-get install -y --no-install-recommends nginx curl sudo && apt-get clean && rm -rf /var/lib/apt/lists/*
RUN apt-get update && apt-get install -y --no-install-recommends postgresql redis-server && apt-get clean && rm -rf /var/lib/apt/lists/*
RUN mkdir -p /usr/share/man/man1 && apt-get update && apt-get install -y --no-install-recommends openjdk-17-jre-headless maven && apt-get clean && rm -rf /var/lib/apt/lists/*
RUN apt-get update && apt-get install -y --no-install-recommends python3-numpy python3-django python3-sqlalchemy ruby-rails && apt-get clean && rm -rf /var/lib/apt/lists/*
RUN apt-get update && apt-get install -y --no-install-recommends libreoffice-core libreoffice-writer podman skopeo && apt-get clean && rm -rf /var/lib/apt/lists/*
D
  DOCKER_BUILDKIT=0 docker build --network=host -q -t pg-compare/large "$work/context" >"$work/build.log" 2>&1 || { cat "$work/build.log"; exit 1; }
  docker save -o "$work/images/large.docker.tar" pg-compare/large
  mkdir -p "$work/images/sources/large" && cp "$work/context/Dockerfile" "$work/images/sources/large/"
  skopeo copy -q --dest-compress-format gzip "docker-archive:$work/images/large.docker.tar" "oci:$work/images/large.oci:latest"
}

make_small() { # -> $work/small: an Alpine-like image, one gzip layer of 4 MB with a package database
  local tree=$work/small-tree; mkdir -p "$tree/etc" "$tree/lib/apk/db" "$tree/bin"
  printf 'ID=alpine\nVERSION_ID=3.19.1\nPRETTY_NAME="Alpine Linux v3.19"\n' >"$tree/etc/os-release"
  local i; for i in $(seq 15); do printf 'P:package%s\nV:1.%s.0-r0\nA:x86_64\no:package%s\n\n' "$i" "$i" "$i"; done >"$tree/lib/apk/db/installed"
  head -c 6000000 "$binary" >"$tree/bin/busybox"
  tar -C "$tree" -c . | docker import - pg-compare/small >/dev/null
  skopeo copy -q --dest-compress-format gzip docker-daemon:pg-compare/small:latest "oci:$work/small:latest"
}

# layout NAME TAR...: an OCI layout whose layers are these archives, compressed.
layout() {
  local out=$work/images/$1.oci tar diffs= layers= digest; shift
  mkdir -p "$out/blobs/sha256"; echo '{"imageLayoutVersion":"1.0.0"}' >"$out/oci-layout"
  for tar in "$@"; do
    diffs+="${diffs:+,}\"sha256:$(sha256sum "$tar" | cut -d' ' -f1)\""
    gzip -6 -c "$tar" >"$work/blob"; rm "$tar"
    layers+="${layers:+,}$(descriptor "$out" "$work/blob" application/vnd.oci.image.layer.v1.tar+gzip)"
  done
  printf '{"os":"linux","architecture":"amd64","config":{},"rootfs":{"type":"layers","diff_ids":[%s]}}' "$diffs" >"$work/blob"
  digest=$(descriptor "$out" "$work/blob" application/vnd.oci.image.config.v1+json)
  printf '{"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","config":%s,"layers":[%s]}' "$digest" "$layers" >"$work/blob"
  printf '{"schemaVersion":2,"manifests":[%s]}' "$(descriptor "$out" "$work/blob" application/vnd.oci.image.manifest.v1+json)" >"$out/index.json"
}
descriptor() { # OUT FILE TYPE: moves the file into the layout
  local digest size; digest=$(sha256sum "$2" | cut -d' ' -f1); size=$(stat -c %s "$2"); mv "$2" "$1/blobs/sha256/$digest"
  printf '{"mediaType":"%s","digest":"sha256:%s","size":%s}' "$3" "$digest" "$size"
}

# files FROM BYTES: names of regular files of /usr, from a byte on, as many as make BYTES.
files() { find /usr -xdev -type f -size -100M -printf '%s %p\n' | sort -k2 | awk -v from="$1" -v most="$2" '{ at += $1; if (at > from && at <= from + most) { sub(/^[0-9]+ /, ""); print } }'; }

# repeated BYTES COMMAND: what a command prints, as often as makes so many bytes.
repeated() {
  "$2" >"$work/once"; [[ -s $work/once ]] || { echo "$2: there are none on this machine; 'apt-get update' brings lists, npm brings scripts" >&2; exit 1; }
  while cat "$work/once" 2>/dev/null; do :; done | head -c "$1"; rm "$work/once"
}
packages() { local list; for list in /var/lib/apt/lists/*_Packages*; do /usr/lib/apt/apt-helper cat-file "$list"; done; }
scripts() { find "$(npm root -g)" -name '*.js' -type f -print0 | sort -z | xargs -0 cat; }

make_shapes() { # -> $work/images/*.oci
  local i tars=() tree=$work/tree
  mkdir -p "$work/images" "$tree/etc" "$tree/var/lib/dpkg"; cp /etc/os-release "$tree/etc/"; cp /var/lib/dpkg/status "$tree/var/lib/dpkg/"
  for i in $(seq 0 15); do
    { files $((i * 96000000)) 96000000; } | tar -c -f "$work/$i.tar" --no-recursion -P --transform 's|^/||' -T -; tars+=("$work/$i.tar")
  done
  tar -r -f "$work/0.tar" -C "$tree" ./etc ./var; layout sixteen-layers "${tars[@]}"
  files 0 500000000 | tar -c -f "$work/one.tar" --no-recursion -P --transform 's|^/||' -T -; tar -r -f "$work/one.tar" -C "$tree" ./etc ./var; layout one-layer "$work/one.tar"
  mkdir "$tree/many"
  for i in $(seq 200); do mkdir "$tree/many/$i"; (cd "$tree/many/$i" && seq -f "file %.0f of $i" 1000 | split -l 1 -a 3); done
  tar -c -f "$work/many.tar" -C "$tree" .; rm -r "$tree/many"; layout many-files "$work/many.tar"
  # The lists of this machine and its scripts, again and again: made ones would be far easier to decompress than to search.
  mkdir -p "$tree/var/lib/apt/lists" "$tree/app"
  repeated 150000000 packages >"$tree/var/lib/apt/lists/mirror_Packages"
  tar -c -f "$work/lists.tar" -C "$tree" .; rm -r "$tree/var/lib/apt"; layout package-lists "$work/lists.tar"
  repeated 50000000 scripts | tr '\n' ' ' >"$tree/app/bundle.js"
  tar -c -f "$work/line.tar" -C "$tree" .; layout one-line "$work/line.tar"
}

images=${1:-}
if [[ -z $images ]]; then if [[ -n $shapes ]]; then make_shapes; else make_large; fi; images=$work/images; fi
empty=$work/no-advisories

for image in "$images"/*.docker.tar "$images"/*.oci; do
  [[ -e $image ]] || continue
  echo "== $(basename "$image") ($(du -smL "$image" | cut -f1) MB)"
  bare=$(seconds "$binary" bare-read "$image")
  scan=$(seconds "$binary" scan "$image" --no-cache --starter --offline --db "$empty" -o json)
  packages=$(seconds "$binary" scan "$image" --no-cache --starter --offline --db "$empty" --no-secrets --integrity off -o json)
  row 'bare read' "$bare" s
  row 'scan' "$scan" s
  # Plain layers have no budget: their bare read is reading a file, while a scan has to hash every byte (docs/performance.md).
  budget=2 plain=1.25; [[ -d $image ]] || budget='' plain=''
  row 'scan : bare read' "$(ratio "$scan" "$bare")" x "$budget"
  row 'scan without secrets and integrity : bare read' "$(ratio "$packages" "$bare")" x "$plain"
  cores=$( { TIMEFORMAT='%U %S %R'; time "$binary" scan "$image" --no-cache --starter --offline --db "$empty" -o json >/dev/null 2>&1 || true; } 2>&1 | awk '{ printf "%.2f", ($1 + $2) / $3 }')
  row 'cores busy' "$cores" ''
  "$binary" scan "$image" --cache-dir "$work/cache" --starter --offline --db "$empty" -o json >/dev/null 2>&1 || true
  row 'warm scan (its layers are known)' "$(seconds "$binary" scan "$image" --cache-dir "$work/cache" --starter --offline --db "$empty" -o json)" s 0.3
  sources=$images/sources/$(basename "$image" .oci)
  if [[ -d $image && -f $sources/Dockerfile ]]; then row 'lines of sources add to the scan' "$(attribution "$image" "$sources")" % 5; fi
  row 'peak memory of the scan' "$(megabytes "$binary" scan "$image" --no-cache --starter --offline --db "$empty" -o json)" MB 256
  if [[ -d $image ]] && has_gzip "$image"; then
    gzip=$(seconds blobs "$image" gzip); row 'gzip -dc of every layer' "$gzip" s; row 'scan : gzip -dc' "$(ratio "$scan" "$gzip")" x
    if command -v igzip >/dev/null; then igzip=$(seconds blobs "$image" igzip); row 'igzip -dc of every layer' "$igzip" s; row 'scan : igzip -dc' "$(ratio "$scan" "$igzip")" x; fi
    if command -v syft >/dev/null; then row 'syft' "$(seconds syft "oci-dir:$image" -q)" s; fi
    if command -v grype >/dev/null; then row 'grype' "$(seconds grype "oci-dir:$image" -q)" s; fi
    if command -v trivy >/dev/null; then row 'trivy' "$(seconds trivy image --input "$image" --offline-scan --skip-db-update -q)" s; fi
  fi
done

make_small
echo "== an Alpine-like image"
row 'whole scan, native' "$(awk "BEGIN { print 1000 * $(seconds "$binary" scan "$work/small" --no-cache --starter --offline --db "$empty" -o json) }")" ms 150
row 'start (--version), native' "$(awk "BEGIN { print 1000 * $(seconds "$binary" --version) }")" ms 40

if [[ -d $shared/data/osv ]]; then
  echo "== advisories: all of the development data"
  row 'db build' "$(repeat=1; seconds "$binary" db build --from "$shared/data/osv" --db "$work/db")" s 60
  row 'peak memory of db build' "$(megabytes "$binary" db build --from "$shared/data/osv" --db "$work/db2")" MB 512
  row 'size of all stores' "$(du -sm "$work/db" | cut -f1)" MB
  for image in "$images"/*.oci; do
    [[ -e $image ]] || continue
    row "scan of $(basename "$image") with these stores" "$(seconds "$binary" scan "$image" --offline --db "$work/db" -o json)" s
  done
else
  echo "== advisories: skipped, there is no $shared/data/osv (set PIPELINEGUARD_SHARED)"
fi
[[ $missed -eq 0 ]]
