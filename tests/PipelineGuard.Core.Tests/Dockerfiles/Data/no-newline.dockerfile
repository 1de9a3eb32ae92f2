FROM debian:12
RUN echo no newline at the end