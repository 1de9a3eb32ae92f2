# syntax=docker/dockerfile:1
ARG DOTNET=10.0
FROM --platform=$BUILDPLATFORM mcr.microsoft.com/dotnet/sdk:${DOTNET} AS build
ARG TARGETARCH
WORKDIR /src
COPY --link *.csproj .
RUN --mount=type=cache,target=/root/.nuget/packages,sharing=locked \
    dotnet restore -a $TARGETARCH
COPY . .
RUN dotnet publish -a $TARGETARCH --no-restore -o /app

FROM mcr.microsoft.com/dotnet/aspnet:${DOTNET}-noble-chiseled
WORKDIR /app
COPY --from=build --chown=$APP_UID /app .
USER $APP_UID
EXPOSE 8080/tcp
ENTRYPOINT ["dotnet", "Shop.dll"]
