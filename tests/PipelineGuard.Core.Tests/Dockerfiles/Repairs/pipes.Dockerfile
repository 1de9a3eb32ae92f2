FROM alpine:3.20
RUN wget http://127.0.0.1:15996/x.txt -O - | sed s/a/b/ > /x
RUN wget http://127.0.0.1:15996/list.txt -O - | grep nothing | wc -l > /count
RUN wget -qO- http://127.0.0.1:15996/big.txt | head -n 1 > /first
RUN wget http://127.0.0.1:15996/x.txt
SHELL ["/bin/bash", "-c"]
RUN cat /etc/passwd | head -n 1 > /y; curl -s http://127.0.0.1:15996/big.txt | head -n 1 > /z
RUN FOO=bar curl -s http://127.0.0.1:15996/x.txt | cat > /foo
RUN f() { curl -s http://127.0.0.1:15996/x.txt | cat; }; f > /f
RUN curl -s http://127.0.0.1:15996/x.txt | grep nothing | cat > /nothing
RUN ! curl -s http://127.0.0.1:15996/x.txt | grep nothing
RUN curl -s http://127.0.0.1:15996/big.txt | grep -q a && echo found > /found
RUN curl -sSL -o /a http://127.0.0.1:15996/x.txt && curl http://127.0.0.1:15996/x.txt > /b
