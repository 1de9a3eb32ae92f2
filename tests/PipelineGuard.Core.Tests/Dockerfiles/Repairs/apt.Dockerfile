FROM debian:12.5
ENV DEBIAN_FRONTEND noninteractive
RUN apt update && apt install -y curl git
RUN apt-get update && apt-get install -y --no-install-recommends \
    patch \
    # builds C
    make
RUN apt-get update && apt-get install -y gcc
USER 1000
RUN sudo apt-get update && sudo apt-get install -y nano
