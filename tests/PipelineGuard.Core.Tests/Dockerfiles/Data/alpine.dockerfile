FROM alpine:3.20
RUN apk add --no-cache --virtual .build gcc musl-dev \
 && make -C /src all \
 && apk del .build
STOPSIGNAL SIGQUIT
VOLUME ["/data", "/cache"]
VOLUME /logs /tmp
CMD exec /usr/bin/app --port=${PORT:-80}
