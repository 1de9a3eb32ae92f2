ARG REGISTRY=docker.io
ARG NAME=library/debian TAG="12.5"
FROM ${REGISTRY}/${NAME}:${TAG}
ARG TAG
RUN echo "$TAG"
FROM ${NOPE:-alpine}:${VER-3.20}
FROM debian:${UNKNOWN}
