FROM debian:12
ENV A="open
RUN echo "open
LABEL x='also
RUN echo fine
