FROM mcr.microsoft.com/dotnet/sdk:6.0 AS build
WORKDIR /src
RUN dotnet publish
FROM mcr.microsoft.com/dotnet/aspnet:6.0
COPY --from=build /src/bin/Debug/net6.0/publish /app
ENV ASPNETCORE_ENVIRONMENT=Development
