FROM mcr.microsoft.com/dotnet/sdk:6.0 AS build
WORKDIR /src
RUN dotnet publish -o /app
RUN dotnet build && dotnet publish --no-build -o /again
FROM rust:1.80
RUN useradd -u 1000660000 app && useradd --create-home --uid=200000 other
RUN cargo install cargo-chef --version 0.1.67
COPY --from=build /app /app
ENV ASPNETCORE_ENVIRONMENT=Development
