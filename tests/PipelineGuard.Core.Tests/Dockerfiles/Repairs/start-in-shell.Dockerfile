FROM debian:12.5
MAINTAINER Jo
ENTRYPOINT ["sh", "-c"]
CMD echo hello
