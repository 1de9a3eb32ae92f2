ARG BASE=pg-ci/lines
FROM ${BASE}
ARG WHERE=/given
ENV HOME_DIR=/srv/app
WORKDIR $HOME_DIR
RUN pkg l6 "$WHERE"
COPY c/l7 ${WHERE}/seven
COPY c/l8 ./eight
RUN pkg l9 $HOME_DIR/nine
