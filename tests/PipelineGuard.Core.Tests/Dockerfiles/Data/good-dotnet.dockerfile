# syntax=docker/dockerfile:1
FROM --platform=$BUILDPLATFORM mcr.microsoft.com/dotnet/sdk:10.0.100-noble@sha256:5f2a91c0d3b5e6f7a8b9c0d1e2f3a4b5c6d7e8f90123456789abcdef01234567 AS build
ARG TARGETARCH
WORKDIR /src
COPY global.json Directory.Packages.props Directory.Build.props ./
COPY src/Shop/Shop.csproj src/Shop/
RUN --mount=type=cache,target=/root/.nuget/packages \
    dotnet restore src/Shop/Shop.csproj --arch "$TARGETARCH" --locked-mode
COPY src/Shop/ src/Shop/
RUN --mount=type=cache,target=/root/.nuget/packages \
    dotnet publish src/Shop/Shop.csproj --arch "$TARGETARCH" --no-restore -c Release -o /out

FROM mcr.microsoft.com/dotnet/aspnet:10.0.0-noble-chiseled@sha256:5f2a91c0d3b5e6f7a8b9c0d1e2f3a4b5c6d7e8f90123456789abcdef01234567
WORKDIR /app
COPY --from=build /out ./
USER $APP_UID
EXPOSE 8080
ENTRYPOINT ["dotnet", "Shop.dll"]
