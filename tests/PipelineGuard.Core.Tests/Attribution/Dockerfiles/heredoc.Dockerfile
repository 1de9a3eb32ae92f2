# syntax=docker/dockerfile:1
FROM pg-ci/lines
RUN <<EOF
mkdir -p /three
pkg l3 /three
EOF
COPY --link c/l7 /seven
COPY <<one /eight/note
text
one
RUN --mount=type=cache,target=/var/cache pkg l11 /eleven
WORKDIR /srv
RUN <<-SCRIPT /bin/ash
	pkg l13 /thirteen
SCRIPT
COPY --link --chown=0:0 c/l16 ./sixteen
