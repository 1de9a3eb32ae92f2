FROM debian:12
ARG NPM_TOKEN
ENV DB_PASSWORD=changeme
RUN echo "//registry.example.com/:_authToken=${NPM_TOKEN}" > ~/.npmrc && npm ci && rm ~/.npmrc
RUN curl -u user:secret https://example.com/x
