FROM debian:12
MAINTAINER Jo Doe <jo@example.com>
ENV GREETING hello   world
LABEL version 1.0
ENV one=1 two="a b" three=a\ b \
    four='x
