# syntax=docker/dockerfile:1.7-labs
FROM alpine:3.20
RUN --mount=type=secret,id=npmrc,target=/root/.npmrc,required=true \
    --mount=type=ssh \
    --mount=type=bind,from=busybox:1.36,source=/bin,target=/mnt \
    --mount="type=tmpfs,target=/tmp" --network=none --security=sandbox \
    npm ci
COPY --parents --exclude=*.md --exclude=docs src/ /dst/
ADD --checksum=sha256:24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d https://example.com/a.tar.gz /
ADD --keep-git-dir=true https://github.com/example/x.git#v1 /x
