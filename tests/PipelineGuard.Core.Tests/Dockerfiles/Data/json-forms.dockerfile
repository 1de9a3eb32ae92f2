FROM debian:12
RUN ["apt-get", "install", "-y", "curl"]
RUN ["sh", "-c", "echo \"a\tb\" \u0026\u0026 cd /tmp"]
RUN ['single', 'quotes']
RUN [ -f /etc/x ] && echo yes
RUN ["unterminated
CMD []
CMD [ "a" , "b" ]
ENTRYPOINT ["a", 1]
SHELL "bash"
