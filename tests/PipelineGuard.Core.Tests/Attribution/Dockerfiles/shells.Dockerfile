FROM pg-ci/lines
SHELL ["/bin/ash", "-c"]
RUN pkg l3 /three
RUN ["pkg", "l4", "/four"]
SHELL ["/bin/sh", "-e", "-c"]
RUN pkg l6 /six
HEALTHCHECK --interval=1m CMD true
RUN pkg l8 /eight
