using System.Globalization;
using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds ASP.NET Core ports that a user without rights may not open.</summary>
internal sealed class ListenAboveReservedPorts : DockerfileRule
{
    private const int FirstFreePort = 1024;
    private static readonly string[] Names = ["ASPNETCORE_URLS", "ASPNETCORE_HTTP_PORTS", "ASPNETCORE_HTTPS_PORTS", "DOTNET_URLS", "URLS"];

    public override RuleInfo Info { get; } = new("PGD508", "Listen on ports that need no root", Severity.Low)
    {
        Why = "Below 1024 only root may open a port, except where the container's host was told otherwise; the application then stops at its start.",
        Fix = "Listen on 8080, which .NET images do by default since version 8, and map the port outside.",
        Flags =
        [
            "FROM mcr.microsoft.com/dotnet/aspnet:10.0\nENV ASPNETCORE_URLS=http://+:80\nUSER $APP_UID",
            "FROM mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled\nENV ASPNETCORE_HTTP_PORTS=8080;80",
            "FROM mcr.microsoft.com/dotnet/aspnet:10.0\nENV ASPNETCORE_URLS=\"http://*:8080;https://*:443\"\nUSER app",
        ],
        Allows =
        [
            "FROM mcr.microsoft.com/dotnet/aspnet:10.0\nENV ASPNETCORE_URLS=http://+:8080\nUSER $APP_UID",
            "FROM mcr.microsoft.com/dotnet/aspnet:10.0\nENV ASPNETCORE_URLS=http://+:80",
            "FROM mcr.microsoft.com/dotnet/aspnet:10.0\nENV ASPNETCORE_URLS=http://+:80\nUSER root",
            "FROM mcr.microsoft.com/dotnet/aspnet:10.0\nENV ASPNETCORE_URLS=http://+:$PORT\nUSER app",
            "FROM mcr.microsoft.com/dotnet/aspnet:10.0-nanoserver-ltsc2025\nENV ASPNETCORE_URLS=http://+:80\nUSER ContainerUser",
        ],
    };

    public override IEnumerable<Finding> Check(Dockerfile file)
    {
        if (file.FinalStage is not { IsWindows: false } stage || DotnetImage.Of(stage.Root) is not { } image) return [];
        bool isRoot = stage.UserName() is { } user ? user is "root" or "0" : !image.IsChiselled;
        return isRoot ? [] :
            from env in stage.AllBelow<EnvInstruction>()
            from pair in env.Pairs
            where Names.Contains(pair.Name)
            let port = Ports(env.Scope.ExpandPartly(pair.Value!.Text)).FirstOrDefault(port => port is > 0 and < FirstFreePort)
            where port > 0
            select At(file, pair, $"The user of the image may not open port {port}.");
    }

    // "http://+:80;https://+:443/path", "8080;80"
    private static IEnumerable<int> Ports(string value)
    {
        foreach (var entry in value.Split(';', ','))
        {
            var text = entry.Trim();
            if (text.IndexOf("://", StringComparison.Ordinal) is var scheme and >= 0) text = text[(scheme + 3)..].Split('/')[0];
            text = text[(text.LastIndexOf(':') + 1)..];
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int port)) yield return port;
        }
    }
}
