FROM debian:12.5
MAINTAINER Jo "D" $HOME \x <jo@example.com>
LABEL vendor "Example Ltd"
LABEL plain Some text with $HOME
ENV GREETING hello   world
ENV PATHS $PATH:/opt/x
ENV EMPTY ""
ENV B b=c
ENV MULTI one \
  two
EXPOSE 53/UDP
ONBUILD ADD . /src
ONBUILD ENV A b
ENTRYPOINT top -b
HEALTHCHECK CMD ['true']
