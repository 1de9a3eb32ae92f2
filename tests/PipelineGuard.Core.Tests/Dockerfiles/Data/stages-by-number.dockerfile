FROM golang:1.23 AS build
RUN go build -o /out/app ./...
FROM scratch
COPY --from=0 /out/app /app
COPY --from=busybox:1.36 /bin/busybox /bin/sh
COPY --from=9 /x /x
USER 65532:65532
ENTRYPOINT ["/app"]
