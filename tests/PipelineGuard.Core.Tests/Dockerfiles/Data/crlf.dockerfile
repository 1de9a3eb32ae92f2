FROM debian:12
RUN apt-get update \
  # note
  && apt-get install -y curl

RUN <<EOF
echo hi
EOF
CMD ["bash"]
