# escape=x
# escape=\
FROM debian:12
