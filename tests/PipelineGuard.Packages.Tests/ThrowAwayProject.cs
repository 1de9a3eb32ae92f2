using System.Xml.Linq;

namespace PipelineGuard.Packages.Tests;

/// <summary>A project that somebody else could have written, with our package in it.</summary>
internal sealed class ThrowAwayProject
{
    private static readonly string[] Always = ["-nodereuse:false", "-nologo"];

    /// <summary>Writes a console application into a folder of the feed.</summary>
    /// <param name="feed">Where the packages come from.</param>
    /// <param name="name">The folder; what lies behind the last slash is the project's name.</param>
    /// <param name="properties">Properties beside those of a console application, as XML elements.</param>
    /// <param name="items">Items, as XML elements.</param>
    /// <param name="sdk">The project's SDK.</param>
    public ThrowAwayProject(PackedFeed feed, string name, string properties = "", string items = "", string sdk = "Microsoft.NET.Sdk")
    {
        Folder = feed.NewFolder(name);
        Name = Path.GetFileName(name);
        Write($"{Name}.csproj", XElement.Parse($"""
            <Project Sdk="{sdk}">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework><OutputType>Exe</OutputType><UseAppHost>false</UseAppHost>
                <NuGetAudit>false</NuGetAudit><PipelineGuardOffline>true</PipelineGuardOffline>
                {properties}
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="PipelineGuard.MSBuild" Version="*" />
                {items}
              </ItemGroup>
            </Project>
            """).ToString());
        Write("Program.cs", "System.Console.WriteLine(1);");
    }

    /// <summary>The project's folder.</summary>
    public string Folder { get; }

    /// <summary>The project's name.</summary>
    public string Name { get; }

    /// <summary>Writes a file into the folder.</summary>
    public ThrowAwayProject Write(string file, string text)
    {
        File.WriteAllText(Path.Combine(Folder, file), text);
        return this;
    }

    /// <summary><c>dotnet build</c> with some arguments.</summary>
    public Task<Shell> BuildAsync(params string[] arguments) => DotnetAsync(["build", .. Always, .. arguments]);

    /// <summary>Runs targets of the project and nothing around them.</summary>
    public Task<Shell> MSBuildAsync(params string[] arguments) => DotnetAsync(["msbuild", .. Always, .. arguments]);

    /// <summary><c>dotnet</c> in the folder.</summary>
    public Task<Shell> DotnetAsync(params string[] arguments) => DotnetAsync([], arguments);

    /// <summary>The same with more environment variables.</summary>
    public Task<Shell> DotnetAsync(Dictionary<string, string> environment, params string[] arguments) => Shell.RunAsync(Folder, environment, "dotnet", arguments);
}
