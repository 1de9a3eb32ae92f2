FROM rust:1.80 AS planner
RUN cargo install cargo-chef --version 0.1.67
FROM planner AS builder
COPY . .
RUN cargo build --release
FROM gcr.io/distroless/cc-debian12@sha256:0000000000000000000000000000000000000000000000000000000000000000
COPY --from=builder /target/release/app /
CMD ["/app"]
