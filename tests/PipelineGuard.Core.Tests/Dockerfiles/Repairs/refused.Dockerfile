FROM --platform=$TARGETPLATFORM debian:12.5
RUN apt-get update && apt-get install --no-install-recommends nano
RUN yum install nano && dnf install nano && zypper install nano
COPY app.py package.json /app
