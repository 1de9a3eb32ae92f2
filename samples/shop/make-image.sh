#!/usr/bin/env bash
# Makes samples/shop/shop.oci anew with a real Docker engine, so that its history is what Docker writes.
# The base is a stand-in for debian:12.4 that holds only its package list: small enough for a repository.
# Needs: docker (a running engine), skopeo, tar.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
export DOCKER_BUILDKIT=0
tar --numeric-owner --owner=0 --group=0 --mtime=@1700000000 --sort=name -C base -c . |
  docker import -c 'CMD ["bash"]' - debian:12.4 >/dev/null
docker build -q -t shop . >/dev/null
rm -rf shop.oci
skopeo copy -q --dest-compress-format gzip docker-daemon:shop:latest oci:shop.oci:latest
docker rmi -f shop debian:12.4 >/dev/null
