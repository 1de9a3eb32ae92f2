# check=skip=JSONArgsRecommended,StageNameCasing;error=true
# Syntax = docker/dockerfile:1
# escape = \
# not a directive=any more
# escape=`
FROM debian:12
