FROM pg-ci/lines AS build
WORKDIR /src
COPY c/l3 /src/lib
RUN pkg l4 /src/out
RUN pkg l5 out/more
FROM pg-ci/lines
WORKDIR /app
COPY --from=build /src/lib /app/lib
COPY --from=build /src/out /app/bin
RUN pkg l10 /app/extra
ENTRYPOINT ["/app/run"]
