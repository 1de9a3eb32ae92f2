FROM debian:12.5
ENTRYPOINT echo hello
CMD ['one', 'two']
HEALTHCHECK CMD ['true']
