FROM pg-ci/lines AS build
RUN pkg l2 /out
COPY c/l3 /out/three
FROM scratch
COPY --from=build /out /app
COPY c/l6 /six
USER 1000
