# base: pg-ci/base
FROM debian:12
RUN apt update && apt install -y curl sudo
RUN apt-get update && apt-get install gcc -y && echo 'int main(void) { return 0; }' | gcc -x c -include stdio.h -o /main -
RUN useradd -u 100001 app && echo 'app ALL=(ALL) NOPASSWD: ALL' > /etc/sudoers.d/app
USER app
RUN sudo apt-get update && sudo apt-get install -y nano
RUN test -e /etc/ssl/certs/ca-certificates.crt
