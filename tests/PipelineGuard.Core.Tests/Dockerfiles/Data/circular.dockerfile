FROM debian:12 AS a
COPY --from=b /x /x
FROM debian:12 AS b
RUN --mount=type=bind,from=c,target=/c cp /c/x /x
FROM debian:12 AS c
COPY --from=a /x /x
FROM debian:12 AS self
COPY --from=self /x /y
FROM a
