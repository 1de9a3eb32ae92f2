FROM pg-ci/lines
RUN pkg l2 /deep/down/here
FROM pg-ci/lines
RUN pkg l4 /other && mkdir -p /dist && cp -r /other/node_modules /dist/
FROM pg-ci/lines
COPY --from=0 /deep/down/here/node_modules /app/node_modules
COPY --from=1 /dist/ /dist/
RUN pkg l8 /eight
