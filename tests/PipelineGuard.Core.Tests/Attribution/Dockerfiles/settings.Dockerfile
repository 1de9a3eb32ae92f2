FROM pg-ci/lines
LABEL org.opencontainers.image.title="settings" \
      org.opencontainers.image.vendor="nobody"
ENV A=1 B="two words" C=$A
USER 0
RUN pkg l6 /six
VOLUME ["/data"]
EXPOSE 22
STOPSIGNAL SIGINT
ENV NODE_TLS_REJECT_UNAUTHORIZED=0
COPY c/l11 /eleven
USER root
CMD sh
