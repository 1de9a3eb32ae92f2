# syntax=docker/dockerfile:1
FROM --platform=$BUILDPLATFORM golang:1.25.4-alpine3.22@sha256:5f2a91c0d3b5e6f7a8b9c0d1e2f3a4b5c6d7e8f90123456789abcdef01234567 AS build
ARG TARGETOS TARGETARCH VERSION=dev
WORKDIR /src
COPY go.mod go.sum ./
RUN --mount=type=cache,target=/go/pkg/mod go mod download
COPY . .
RUN --mount=type=cache,target=/go/pkg/mod --mount=type=cache,target=/root/.cache/go-build \
    CGO_ENABLED=0 GOOS=$TARGETOS GOARCH=$TARGETARCH \
    go build -trimpath -ldflags "-s -w -X main.version=$VERSION" -o /out/shop ./cmd/shop

FROM gcr.io/distroless/static-debian12:nonroot@sha256:5f2a91c0d3b5e6f7a8b9c0d1e2f3a4b5c6d7e8f90123456789abcdef01234567
COPY --from=build /out/shop /shop
USER 65532:65532
EXPOSE 8080
HEALTHCHECK CMD ["/shop", "health"]
ENTRYPOINT ["/shop"]
