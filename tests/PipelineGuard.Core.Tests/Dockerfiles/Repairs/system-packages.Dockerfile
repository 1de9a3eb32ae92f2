FROM alpine:3.20
RUN apk update && apk add curl>8.0 git
RUN apk add --virtual .build gcc && apk del .build
RUN yum install -y nano
RUN zypper install -y nano && zypper -n install less
USER 1000
RUN sudo dnf install -y nano
