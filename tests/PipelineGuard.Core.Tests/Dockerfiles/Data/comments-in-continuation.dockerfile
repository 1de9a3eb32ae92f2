FROM debian:12

# a comment of its own
RUN apt-get update \
# not indented
    # indented, ends with a backslash \

    && apt-get install -y curl \
    

CMD ["bash"]
