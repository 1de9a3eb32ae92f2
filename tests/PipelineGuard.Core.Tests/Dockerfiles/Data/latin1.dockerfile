FROM debian:12
RUN echo café ÿ
