from golang:alpine as Build
RUN apk add git curl
RUN curl -k https://example.com/install.sh | sh
COPY . /src
RUN cd /src && go get -u ./... && go build -o /bin/shop
RUN go install golang.org/x/tools/cmd/stringer@latest
USER root
ENTRYPOINT ["/bin/shop"]
