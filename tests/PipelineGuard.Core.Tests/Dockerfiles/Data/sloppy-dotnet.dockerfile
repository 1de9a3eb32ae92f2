FROM mcr.microsoft.com/dotnet/sdk:6.0
WORKDIR /app
COPY . .
RUN dotnet nuget add source https://nuget.example.com/v3/index.json -n ours -u ci -p $FEED_PASSWORD --store-password-in-clear-text
RUN dotnet restore
RUN dotnet publish -o out
ENV ASPNETCORE_ENVIRONMENT=Development
ENV ASPNETCORE_URLS=http://+:80
EXPOSE 80
ENTRYPOINT dotnet out/Shop.dll
