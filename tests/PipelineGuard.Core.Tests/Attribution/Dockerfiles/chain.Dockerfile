FROM pg-ci/lines AS common
RUN pkg l2 /common
FROM common AS build
RUN pkg l4 /build/out
FROM common
COPY --from=build /build/out /app
COPY c/l7 /seven
