using PipelineGuard.Advisories;
using PipelineGuard.Attribution.Manifests;
using PipelineGuard.Findings;
using PipelineGuard.Images;

namespace PipelineGuard.Attribution;

/// <summary>From packages to the lines of manifests and project files.</summary>
public sealed class ManifestLineTests : IDisposable
{
    private const string Assets = """
        {"version":3,"targets":{"net10.0":{
          "Top/2.0.0":{"type":"package","dependencies":{"Middle":"1.0.0"}},
          "Middle/1.5.0":{"type":"package","dependencies":{"Deep":"1.0.0"}},
          "Deep/1.0.1":{"type":"package"},
          "Lib/1.0.0":{"type":"project","dependencies":{"OfLib":"3.0.0"}},
          "OfLib/3.0.0":{"type":"package","dependencies":{"BelowLib":"1.0.0"}},
          "BelowLib/1.0.0":{"type":"package"}}},
         "libraries":{"Lib/1.0.0":{"type":"project","path":"../Lib/Lib.csproj"}},
         "projectFileDependencyGroups":{"net10.0":["Top >= 2.0.0","Lib >= 1.0.0"]}}
        """;

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string, string, string, string, string> Rows => new()
    {
        // what | files | package | found in | line
        { "reference", "a/Shop.csproj=<Project>\n <ItemGroup>\n  <PackageReference Include=\"Foo\" Version=\"1.0.0\" />\n </ItemGroup>\n</Project>", "nuget foo 1.0.0", "app/Shop.deps.json", "a/Shop.csproj(3,3) Manifest High" },
        { "reference with an inner version", "a/Shop.csproj=<Project>\n <ItemGroup>\n  <PackageReference Include=\"Foo\"><Version>1.0.0</Version></PackageReference>\n </ItemGroup>\n</Project>", "nuget Foo 1.0.0", "app/Shop.deps.json", "a/Shop.csproj(3,3) Manifest High" },
        { "another version than is written", "a/Shop.csproj=<Project>\n <ItemGroup>\n  <PackageReference Include=\"Foo\" Version=\"1.0.0\" />\n </ItemGroup>\n</Project>", "nuget foo 1.2.0", "app/Shop.deps.json", "a/Shop.csproj(3,3) Manifest Medium" },
        { "central version", "Directory.Packages.props=<Project>\n <ItemGroup>\n  <PackageVersion Include=\"Foo\" Version=\"1.0.0\" />\n </ItemGroup>\n</Project>|a/Shop.csproj=<Project><ItemGroup><PackageReference Include=\"Foo\" /></ItemGroup></Project>", "nuget Foo 1.0.0", "app/Shop.deps.json", "Directory.Packages.props(3,3) Manifest High" },
        { "central version, overruled", "Directory.Packages.props=<Project>\n <ItemGroup>\n  <PackageVersion Include=\"Foo\" Version=\"1.0.0\" />\n </ItemGroup>\n</Project>|a/Shop.csproj=<Project><ItemGroup>\n<PackageReference Include=\"Foo\" VersionOverride=\"1.1.0\" /></ItemGroup></Project>", "nuget Foo 1.1.0", "app/Shop.deps.json", "a/Shop.csproj(2,1) Manifest High" },
        { "global reference", "Directory.Packages.props=<Project>\n <ItemGroup>\n  <GlobalPackageReference Include=\"Foo\" Version=\"1.0.0\" />\n </ItemGroup>\n</Project>|a/Shop.csproj=<Project/>", "nuget Foo 1.0.0", "app/Shop.deps.json", "Directory.Packages.props(3,3) Manifest High" },
        { "version in a property", "Directory.Build.props=<Project>\n <PropertyGroup>\n  <FooVersion>1.0.0</FooVersion>\n </PropertyGroup>\n</Project>|a/Shop.csproj=<Project><ItemGroup><PackageReference Include=\"Foo\" Version=\"$(FooVersion)\" /></ItemGroup></Project>", "nuget Foo 1.0.0", "app/Shop.deps.json", "Directory.Build.props(3,15) Manifest High" },
        { "packages.config", "a/Shop.csproj=<Project/>|a/packages.config=<packages>\n <package id=\"Foo\" version=\"1.0.0\" />\n</packages>", "nuget Foo 1.0.0", "app/Shop.deps.json", "a/packages.config(2,2) Manifest High" },
        { "transitive", $"a/Shop.csproj=<Project>\n<ItemGroup>\n<PackageReference Include=\"Top\" Version=\"2.0.0\" /></ItemGroup></Project>|a/obj/project.assets.json={Assets}", "nuget Deep 1.0.1", "app/Shop.deps.json", "a/Shop.csproj(3,1) Transitive High comes with Top 2.0.0" },
        { "of another project", $"a/Shop.csproj=<Project/>|Lib/Lib.csproj=<Project>\n<ItemGroup>\n<PackageReference Include=\"OfLib\" Version=\"3.0.0\" /></ItemGroup></Project>|a/obj/project.assets.json={Assets}", "nuget OfLib 3.0.0", "app/Shop.deps.json", "Lib/Lib.csproj(3,1) Manifest High" },
        { "below another project", $"a/Shop.csproj=<Project/>|Lib/Lib.csproj=<Project>\n<ItemGroup>\n<PackageReference Include=\"OfLib\" Version=\"3.0.0\" /></ItemGroup></Project>|a/obj/project.assets.json={Assets}", "nuget BelowLib 1.0.0", "app/Shop.deps.json", "Lib/Lib.csproj(3,1) Transitive High comes with OfLib 3.0.0" },
        { "two projects", "a/A.csproj=<Project><ItemGroup>\n<PackageReference Include=\"Foo\" Version=\"1.0.0\" /></ItemGroup></Project>|b/B.csproj=<Project><ItemGroup>\n\n<PackageReference Include=\"Foo\" Version=\"2.0.0\" /></ItemGroup></Project>", "nuget Foo 2.0.0", "app/B.deps.json", "b/B.csproj(3,1) Manifest High" },
        { "runtime shipped along", "a/Shop.csproj=<Project>\n<PropertyGroup>\n<TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>", "nuget Microsoft.NETCore.App.Runtime.linux-x64 10.0.0", "app/Shop.deps.json", "a/Shop.csproj(3,18) Framework Medium" },
        { "runtime version", "a/Shop.csproj=<Project>\n<PropertyGroup>\n<TargetFramework>net10.0</TargetFramework>\n<RuntimeFrameworkVersion>10.0.0</RuntimeFrameworkVersion></PropertyGroup></Project>", "nuget Microsoft.NETCore.App.Runtime.linux-x64 10.0.0", "app/Shop.deps.json", "a/Shop.csproj(4,26) Framework High" },
        { "sdk", "global.json={\n \"sdk\": {\n  \"version\": \"10.0.100\" } }", "generic dotnet-sdk 10.0.100", "usr/share/dotnet/sdk/10.0.100/.version", "global.json(3,3) Framework Medium" },
        { "broken project", "a/Shop.csproj=<Project><ItemGroup>\n<PackageReference Include=\"Foo\" Version=\"1.0.0\" /><", "nuget Foo 1.0.0", "app/Shop.deps.json", "a/Shop.csproj(2,1) Manifest High" },
        { "nothing", "a/Shop.csproj=<Project/>", "nuget Foo 1.0.0", "app/Shop.deps.json", "none" },
        { "npm", "package.json={\n \"name\": \"x\",\n \"dependencies\": {\n  \"lodash\": \"^4.0.0\"\n }\n}", "npm lodash 4.17.15", "app/node_modules/lodash/package.json", "package.json(4,3) Manifest High" },
        { "npm by a lock file", "package.json={\n \"dependencies\": {\n  \"express\": \"^4.0.0\"\n }\n}|package-lock.json={\"lockfileVersion\":3,\"packages\":{\"\":{},\"node_modules/express\":{\"version\":\"4.1.0\",\"dependencies\":{\"body-parser\":\"1\"}},\"node_modules/body-parser\":{\"version\":\"1.0.0\",\"dependencies\":{\"qs\":\"6\"}},\"node_modules/qs\":{\"version\":\"6.0.0\"}}}", "npm qs 6.0.0", "app/node_modules/qs/package.json", "package.json(3,3) Transitive High comes with express 4.1.0 → body-parser" },
        { "npm by a lock file of Yarn 2", "package.json={\n \"dependencies\": {\n  \"express\": \"^4.0.0\"\n }\n}|yarn.lock=__metadata:\n  version: 8\n\n\"express@npm:^4.0.0\":\n  version: 4.1.0\n  resolution: \"express@npm:4.1.0\"\n  dependencies:\n    \"@x/qs\": \"npm:^6\"\n  languageName: node\n\n\"@x/qs@npm:^6\":\n  version: 6.0.0\n  resolution: \"@x/qs@npm:6.0.0\"\n", "npm @x/qs 6.0.0", "app/bundle.js", "package.json(3,3) Transitive High comes with express 4.1.0" },
        { "npm by a lock file of pnpm 9", "package.json={\n \"dependencies\": {\n  \"express\": \"^4.0.0\"\n }\n}|pnpm-lock.yaml=lockfileVersion: '9.0'\nimporters:\n  .:\n    dependencies:\n      express:\n        specifier: ^4.0.0\n        version: 4.1.0\npackages:\n  express@4.1.0:\n    resolution: {integrity: x}\nsnapshots:\n  express@4.1.0:\n    dependencies:\n      qs: 6.0.0\n  qs@6.0.0: {}\n", "npm qs 6.0.0", "app/bundle.js", "package.json(3,3) Transitive High comes with express 4.1.0" },
        { "npm by a lock file of pnpm 6", "package.json={\n \"dependencies\": {\n  \"express\": \"^4.0.0\"\n }\n}|pnpm-lock.yaml=lockfileVersion: '6.0'\npackages:\n  /express@4.1.0:\n    resolution: {integrity: x}\n    dependencies:\n      qs: 6.0.0\n    dev: false\n  /qs@6.0.0:\n    dev: false\n", "npm qs 6.0.0", "app/bundle.js", "package.json(3,3) Transitive High comes with express 4.1.0" },
        { "npm of the tool", "package.json={\n \"dependencies\": {\n  \"qs\": \"6.0.0\"\n }\n}", "npm qs 6.0.0", "usr/local/lib/node_modules/npm/node_modules/qs/package.json", "none" },
        { "npm in two files", "a/package.json={\"dependencies\":{\"qs\":\"6.0.0\"}}|b/package.json={\"dependencies\":{\"qs\":\"6.0.0\"}}", "npm qs 6.0.0", "app/node_modules/qs/package.json", "a/package.json(1,18) Manifest Medium" },
        { "requirements", "requirements-prod.txt=# pinned\nDjango[argon2]==4.2.1 ; python_version > '3'\nrequests>=2\n", "pypi django 4.2.1", "app/site-packages/Django-4.2.1.dist-info/METADATA", "requirements-prod.txt(2,1) Manifest High" },
        { "pyproject", "pyproject.toml=[project]\nname = \"x\"\ndependencies = [\n  \"Flask_Login>=1\",\n  'requests==2.0 ; extra == \"a\"',\n]\n", "pypi flask-login 1.0", "x/site-packages/flask_login-1.0.dist-info/METADATA", "pyproject.toml(4,4) Manifest High" },
        { "poetry", "pyproject.toml=[tool.poetry.dependencies]\npython = \"^3.11\"\nrequests = { version = \"2.0.0\" }\n", "pypi requests 2.0.0", "x/site-packages/requests-2.0.0.dist-info/METADATA", "pyproject.toml(3,1) Manifest High" },
        { "pom", "pom.xml=<project xmlns=\"http://maven.apache.org/POM/4.0.0\">\n<dependencies><dependency>\n<groupId>org.x</groupId><artifactId>y</artifactId>\n<version>1.0</version></dependency></dependencies></project>", "maven org.x:y 1.0", "app/y-1.0.jar", "pom.xml(4,10) Manifest High" },
        { "pom with a property", "pom.xml=<project>\n<properties>\n<y.version>1.0</y.version></properties><dependencies><dependency>\n<groupId>org.x</groupId><artifactId>y</artifactId>\n<version>${y.version}</version></dependency></dependencies></project>", "maven org.x:y 1.0", "app/y-1.0.jar", "pom.xml(3,12) Manifest High" },
        { "go", "go.mod=module x\n\ngo 1.22.1\n\nrequire (\n\tgolang.org/x/net v0.1.0 // indirect\n)\n", "golang golang.org/x/net v0.1.0", "app/x", "go.mod(6,2) Manifest High" },
        { "go's own library", "go.mod=module x\n\ngo 1.22.1\n", "golang stdlib 1.22.1", "app/x", "go.mod(3,4) Manifest High" },
        { "cargo", "Cargo.toml=[dependencies]\nserde = \"1\"\nother = { package = \"real\", version = \"2\" }\n[dependencies.tokio]\nversion = \"1\"\n", "cargo real 2.0.0", "app/x", "Cargo.toml(3,1) Manifest High" },
        { "cargo, a table of its own", "Cargo.toml=[dependencies]\n[dependencies.tokio]\nversion = \"1\"\n", "cargo tokio 1.0.0", "app/x", "Cargo.toml(2,1) Manifest High" },
        { "gem", "Gemfile=source 'https://rubygems.org'\ngroup :x do\n  gem 'rails', '~> 7.0'\nend\n", "gem rails 7.0.1", "usr/lib/gems/x", "Gemfile(3,8) Manifest High" },
        { "composer", "composer.json={\n \"require\": {\n  \"Symfony/http-kernel\": \"^6\"\n }\n}", "composer symfony/http-kernel 6.0.0", "app/vendor/composer/installed.json", "composer.json(3,3) Manifest High" },
        { "no text at all", "package.json=\0\u0001|Cargo.toml=|pom.xml=<a|go.mod=require|Gemfile=gem |pyproject.toml=dependencies = [", "npm qs 1.0.0", "app/node_modules/qs/package.json", "none" },
    };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("<PackageReference Include=\"Top\" Version=\"2.0.0\" />", null, "a/Shop.csproj(3,53) <PackageReference Include=\"Deep\" Version=\"9.0\" />")]
    [InlineData("<PackageReference Include=\"Top\" />", "", "Directory.Packages.props(3,51) <PackageVersion Include=\"Deep\" Version=\"9.0\" />; a/Shop.csproj(3,37) <PackageReference Include=\"Deep\" />")]
    [InlineData("<PackageReference Include=\"Top\" />", "<CentralPackageTransitivePinningEnabled>true</CentralPackageTransitivePinningEnabled>", "Directory.Packages.props(3,51) <PackageVersion Include=\"Deep\" Version=\"9.0\" />")]
    [InlineData("<PackageReference Include=\"Top\"><Version>2.0.0</Version></PackageReference>", null, "none")]
    public void Knows_how_to_pin_what_another_package_brings(string reference, string? central, string expected)
    {
        var props = central is null ? "" : $"|Directory.Packages.props=<Project>\n  <ItemGroup>\n    <PackageVersion Include=\"Top\" Version=\"2.0.0\" />\n  </ItemGroup><PropertyGroup><ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally>{central}</PropertyGroup></Project>";
        var found = Read($"a/Shop.csproj=<Project>\n  <ItemGroup>\n    {reference}\n  </ItemGroup>\n</Project>|a/obj/project.assets.json={Assets}{props}")
            .Locate(new("pkg:nuget/Deep", "nuget", "Deep", "1.0.1") { FoundIn = "app/Shop.deps.json" }, LayerOrigin.App, []);

        var edits = found!.Pin?.Invoke("9.0").Select(edit => $"{edit.Path}({edit.Line},{edit.Column}) {edit.Text.Split('\n')[1].Trim()}");
        Assert.Equal(AttributionMethod.Transitive, found.Method);
        Assert.Equal(expected, edits is null ? "none" : string.Join("; ", edits));
    }

    [Theory, MemberData(nameof(Rows))]
    public void Finds_the_line_behind_a_package(string what, string files, string package, string foundIn, string expected)
    {
        var parts = package.Split(' ');
        var found = Read(files).Locate(new($"pkg:{parts[0]}/{parts[1]}", parts[0], parts[1], parts[2]) { FoundIn = foundIn }, LayerOrigin.App, []);

        var line = found is null ? "none" : $"{found.Place} {found.Method} {found.Confidence}{(found.Via is { } via ? $" {via}" : "")}";
        Assert.True(expected == line, $"{what}: expected {expected}, got {line}");
    }

    [Fact]
    public void What_the_base_image_brings_is_not_asked_for_by_the_sources()
    {
        var sources = Read("package.json={\"dependencies\":{\"qs\":\"6.0.0\"}}");

        Assert.Null(sources.Locate(new("pkg:npm/qs", "npm", "qs", "6.0.0") { FoundIn = "srv/node_modules/qs/package.json" }, LayerOrigin.Base, []));
    }

    [Fact]
    public void An_image_of_the_SDK_is_led_to_the_line_that_chooses_its_base()
    {
        var sources = Read("Shop.csproj=<Project>\n<PropertyGroup>\n<ContainerBaseImage>debian:12</ContainerBaseImage></PropertyGroup></Project>");
        var config = ImageConfig.Empty with { History = [new("debootstrap", false), new(".NET SDK, Version 10.0.100", false)] };
        var attribution = ImageAttribution.Of(config, 2, [], new CollectingLog(), sources);

        Assert.Equal([LayerOrigin.Base, LayerOrigin.App], new[] { 0, 1 }.Select(layer => attribution.OriginOf(layer)));
        var finding = attribution.Apply(new()
        {
            Rule = new("CVE-2024-0001"),
            Kind = FindingKind.Vulnerability,
            Severity = Severity.High,
            Title = "",
            Message = "",
            Target = "t",
            Fingerprint = "0",
            Location = new(LocationKind.ImageFile, "var/lib/dpkg/status"),
            Layer = new(0, null) { Origin = LayerOrigin.Base },
            Package = new("pkg:deb/debian/openssl", "deb", "openssl", "3"),
        });
        Assert.Equal(("Shop.csproj(3,21)", AttributionMethod.BaseImage), (finding.Location.ToString(), finding.Attribution!.Method));
    }

    [Fact]
    public void A_project_file_as_source_leaves_the_other_projects_out()
    {
        Write("src/A.csproj", "<Project><ItemGroup><PackageReference Include=\"Foo\" Version=\"1.0.0\" /></ItemGroup></Project>");
        Write("src/B.csproj", "<Project><ItemGroup>\n<PackageReference Include=\"Foo\" Version=\"1.0.0\" /></ItemGroup></Project>");
        Write("Directory.Packages.props", "<Project/>");

        var sources = SourceTree.Read(_folder["src/B.csproj"], _folder["."], NameOf, new CollectingLog());

        Assert.Equal("src/B.csproj(2,1)", sources.Locate(new("pkg:nuget/Foo", "nuget", "Foo", "1.0.0"), null, [])!.Place.ToString());
    }

    private SourceTree Read(string files)
    {
        foreach (var file in files.Split('|'))
        {
            int equals = file.IndexOf('=', StringComparison.Ordinal);
            Write(file[..equals], file[(equals + 1)..]);
        }
        return SourceTree.Read(_folder["."], _folder["."], NameOf, new CollectingLog());
    }

    private string NameOf(string path) => Path.GetRelativePath(_folder["."], path).Replace('\\', '/');

    private void Write(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder[name])!);
        File.WriteAllText(_folder[name], text);
    }
}
