FROM debian:12
RUN cat <<EOF > /x
some text
that never ends
USER app
CMD ["true"]
