FROM debian:12.5-slim
LABEL org.opencontainers.image.title="Paint shop" org.opencontainers.image.licenses='MIT'
ENV DEBIAN_FRONTEND=noninteractive \
    LANG=C.UTF-8
RUN set -eux; \
    apt-get update; \
    apt-get install -y --no-install-recommends \
        ca-certificates \
        # needed by the nightly job
        curl=7.88.1-10+deb12u5 \
    ; \
    rm -rf /var/lib/apt/lists/*
HEALTHCHECK --interval=30s --timeout=3s CMD curl -f http://localhost/ || exit 1
CMD ["bash"]
