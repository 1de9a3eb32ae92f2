using System.Text;
using PipelineGuard.Advisories;
using PipelineGuard.Attribution;
using PipelineGuard.Attribution.Manifests;
using PipelineGuard.Findings;
using PipelineGuard.Images;
using PipelineGuard.Packages;
using PipelineGuard.Reporting;
using PipelineGuard.Reporting.Json;

namespace PipelineGuard.Scanning;

/// <summary>From a vulnerable package by way of its line and the JSON report to the file as <c>fix</c> leaves it.</summary>
public sealed class PackageRepairTests : IDisposable
{
    private const string Lock = "{\"lockfileVersion\":3,\"packages\":{\"\":{},\"node_modules/mkdirp\":{\"version\":\"0.5.1\",\"dependencies\":{\"minimist\":\"0.0.8\"}},\"node_modules/minimist\":{\"version\":\"0.0.8\"}}}";
    private const string Pom = "<project>\n  <properties>\n    <y.version>1.0</y.version>\n  </properties>\n  <dependencies>\n    <dependency>\n      <groupId>org.x</groupId>\n      <artifactId>y</artifactId>\n      <version>${y.version}</version>\n    </dependency>\n  </dependencies>\n</project>\n";

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string, string, string, string, string, string> Rows => new()
    {
        // what | file = text, others behind | package | fixed in | needed by | text afterwards
        { "npm, direct", "package.json={\n  \"dependencies\": { \"qs\": \"^6.0.0\" }\n}\n", "npm qs 6.0.0", "6.5.3", "", "{\n  \"dependencies\": { \"qs\": \"^6.5.3\" }\n}\n" },
        { "npm, transitive", $"package.json={{\n  \"dependencies\": {{\n    \"mkdirp\": \"0.5.1\"\n  }}\n}}\n|package-lock.json={Lock}", "npm minimist 0.0.8", "0.2.4", "", "{\n  \"dependencies\": {\n    \"mkdirp\": \"0.5.1\"\n  },\n  \"overrides\": {\n    \"minimist\": \"0.2.4\"\n  }\n}\n" },
        { "npm, transitive, beside others", $"package.json={{\n  \"dependencies\": {{ \"mkdirp\": \"0.5.1\" }},\n  \"overrides\": {{\n    \"a\": \"1.0.0\"\n  }},\n  \"name\": \"x\"\n}}\n|package-lock.json={Lock}", "npm minimist 0.0.8", "0.2.4", "", "{\n  \"dependencies\": { \"mkdirp\": \"0.5.1\" },\n  \"overrides\": {\n    \"minimist\": \"0.2.4\",\n    \"a\": \"1.0.0\"\n  },\n  \"name\": \"x\"\n}\n" },
        { "npm, pinned before", $"package.json={{\n  \"dependencies\": {{ \"mkdirp\": \"0.5.1\" }},\n  \"overrides\": {{\n    \"minimist\": \"0.0.8\"\n  }}\n}}\n|package-lock.json={Lock}", "npm minimist 0.0.8", "0.2.4", "", "{\n  \"dependencies\": { \"mkdirp\": \"0.5.1\" },\n  \"overrides\": {\n    \"minimist\": \"0.2.4\"\n  }\n}\n" },
        { "npm on one line", $"package.json={{\"dependencies\":{{\"mkdirp\":\"0.5.1\"}}}}|package-lock.json={Lock}", "npm minimist 0.0.8", "0.2.4", "", "{\"dependencies\":{\"mkdirp\":\"0.5.1\"},\n  \"overrides\": {\n    \"minimist\": \"0.2.4\"\n  }}" },
        { "npm, tabs and Windows", $"package.json={{\r\n\t\"dependencies\": {{\r\n\t\t\"mkdirp\": \"0.5.1\"\r\n\t}}\r\n}}\r\n|package-lock.json={Lock}", "npm minimist 0.0.8", "0.2.4", "", "{\r\n\t\"dependencies\": {\r\n\t\t\"mkdirp\": \"0.5.1\"\r\n\t},\r\n\t\"overrides\": {\r\n\t\t\"minimist\": \"0.2.4\"\r\n\t}\r\n}\r\n" },
        { "Yarn", "package.json={\n  \"dependencies\": {\n    \"mkdirp\": \"0.5.1\"\n  }\n}\n|yarn.lock=# yarn lockfile v1\n\n\nmkdirp@0.5.1:\n  version \"0.5.1\"\n  dependencies:\n    minimist \"0.0.8\"\n\nminimist@0.0.8:\n  version \"0.0.8\"\n", "npm minimist 0.0.8", "0.2.4", "", "{\n  \"dependencies\": {\n    \"mkdirp\": \"0.5.1\"\n  },\n  \"resolutions\": {\n    \"minimist\": \"0.2.4\"\n  }\n}\n" },
        { "pnpm", "package.json={\n  \"dependencies\": {\n    \"mkdirp\": \"0.5.1\"\n  }\n}\n|pnpm-lock.yaml=lockfileVersion: '9.0'\n", "npm minimist 0.0.8", "0.2.4", "npm mkdirp 0.5.1", "{\n  \"dependencies\": {\n    \"mkdirp\": \"0.5.1\"\n  },\n  \"pnpm\": {\n    \"overrides\": {\n      \"minimist\": \"0.2.4\"\n    }\n  }\n}\n" },
        { "pnpm with settings", "package.json={\n  \"pnpm\": {\n    \"neverBuiltDependencies\": []\n  },\n  \"dependencies\": { \"mkdirp\": \"0.5.1\" }\n}\n|pnpm-lock.yaml=lockfileVersion: '9.0'\n", "npm minimist 0.0.8", "0.2.4", "npm mkdirp 0.5.1", "{\n  \"pnpm\": {\n    \"overrides\": {\n      \"minimist\": \"0.2.4\"\n    },\n    \"neverBuiltDependencies\": []\n  },\n  \"dependencies\": { \"mkdirp\": \"0.5.1\" }\n}\n" },
        { "requirement", "requirements.txt=Django==4.2.1\nrequests\n", "pypi django 4.2.1", "4.2.14", "", "Django==4.2.14\nrequests\n" },
        { "requirement with a lowest version", "requirements.txt=requests[socks] >= 2.0 ; python_version > '3'\n", "pypi requests 2.19.0", "2.20.0", "", "requests[socks] >= 2.20.0 ; python_version > '3'\n" },
        { "requirement without a version", "requirements.txt=requests[socks] # web\nflask\n", "pypi requests 2.19.0", "2.20.0", "", "requests[socks]>=2.20.0 # web\nflask\n" },
        { "requirement, transitive", "requirements.txt=requests==2.19.0 # web\nflask\n", "pypi urllib3 1.23", "1.24.2", "pypi requests 2.19.0", "requests==2.19.0 # web\nurllib3>=1.24.2\nflask\n" },
        { "requirement between two versions", "requirements.txt=requests>=2.0,<2.20\n", "pypi requests 2.19.0", "2.20.0", "", "requests>=2.0,<2.20\n" },
        { "requirement with a hash", "requirements.txt=requests==2.19.0 --hash=sha256:00\n", "pypi requests 2.19.0", "2.20.0", "", "requests==2.19.0 --hash=sha256:00\n" },
        { "pyproject", "pyproject.toml=[project]\ndependencies = [\n  \"requests~=2.19.0\",\n  'flask',\n]\n", "pypi requests 2.19.0", "2.20.0", "", "[project]\ndependencies = [\n  \"requests~=2.20.0\",\n  'flask',\n]\n" },
        { "pyproject, transitive", "pyproject.toml=[project]\ndependencies = [\n  \"requests==2.19.0\",\n  'flask'\n]\n", "pypi urllib3 1.23", "1.24.2", "pypi requests 2.19.0", "[project]\ndependencies = [\n  \"requests==2.19.0\",\n  \"urllib3>=1.24.2\",\n  'flask'\n]\n" },
        { "pyproject, transitive behind the last one", "pyproject.toml=[project]\ndependencies = [\n  \"requests==2.19.0\",\n  'flask'\n]\n", "pypi jinja2 2.10", "2.10.1", "pypi flask 1.0", "[project]\ndependencies = [\n  \"requests==2.19.0\",\n  'flask',\n  'jinja2>=2.10.1'\n]\n" },
        { "Poetry", "pyproject.toml=[tool.poetry.dependencies]\nrequests = { version = \"^2.19.0\", extras = [\"socks\"] }\n", "pypi requests 2.19.0", "2.20.0", "", "[tool.poetry.dependencies]\nrequests = { version = \"^2.20.0\", extras = [\"socks\"] }\n" },
        { "Poetry, transitive", "pyproject.toml=[tool.poetry.dependencies]\nrequests = \"^2.19.0\"\n[tool.x]\n", "pypi urllib3 1.23", "1.24.2", "pypi requests 2.19.0", "[tool.poetry.dependencies]\nrequests = \"^2.19.0\"\nurllib3 = \">=1.24.2\"\n[tool.x]\n" },
        { "Maven", Poms("<version>1.0</version>"), "maven org.x:y 1.0", "1.1", "", Poms("<version>1.1</version>")[8..] },
        { "Maven, in a property", $"pom.xml={Pom}", "maven org.x:y 1.0", "1.1", "", Pom.Replace("<y.version>1.0", "<y.version>1.1", StringComparison.Ordinal) },
        { "Maven, managed elsewhere", Poms("<scope>runtime</scope>"), "maven org.x:y 1.0", "1.1", "", Poms("<version>1.1</version>\n      <scope>runtime</scope>")[8..] },
        { "Maven, transitive", $"pom.xml={Pom}", "maven org.z:deep 3.0", "3.1", "maven org.x:y 1.0", Pom.Replace("  <dependencies>", "  <dependencyManagement>\n    <dependencies>\n      <dependency>\n        <groupId>org.z</groupId>\n        <artifactId>deep</artifactId>\n        <version>3.1</version>\n      </dependency>\n    </dependencies>\n  </dependencyManagement>\n  <dependencies>", StringComparison.Ordinal) },
        { "Maven, transitive beside others", $"pom.xml={Managed("")}", "maven org.z:deep 3.0", "3.1", "maven org.x:y 1.0", Managed("\n      <dependency>\n        <groupId>org.z</groupId>\n        <artifactId>deep</artifactId>\n        <version>3.1</version>\n      </dependency>") },
        { "Go", "go.mod=module x\n\nrequire (\n\tgolang.org/x/net v0.1.0 // indirect\n)\n", "golang golang.org/x/net v0.1.0", "0.7.0", "", "module x\n\nrequire (\n\tgolang.org/x/net v0.7.0 // indirect\n)\n" },
        { "Go without modules", "go.mod=module x\n\nrequire a.b/c v2.0.0+incompatible\n", "golang a.b/c v2.0.0+incompatible", "2.0.1", "", "module x\n\nrequire a.b/c v2.0.1+incompatible\n" },
        { "Cargo", "Cargo.toml=[dependencies]\ntime = { version = \"0.1\", features = [\"a\"] }\n", "cargo time 0.1.40", "0.2.23", "", "[dependencies]\ntime = { version = \"0.2.23\", features = [\"a\"] }\n" },
        { "Cargo, a table of its own", "Cargo.toml=[dependencies.time]\nfeatures = [\"a\"]\nversion = \"0.1\"\n", "cargo time 0.1.40", "0.2.23", "", "[dependencies.time]\nfeatures = [\"a\"]\nversion = \"0.2.23\"\n" },
        { "gem", "Gemfile=gem 'rails', '~> 5.2'\n", "gem rails 5.2.1", "5.2.4.3", "", "gem 'rails', '~> 5.2.4.3'\n" },
        { "gem between two versions", "Gemfile=gem 'rails', '>= 5.2', '< 5.3'\n", "gem rails 5.2.1", "6.0.0", "", "gem 'rails', '>= 5.2', '< 5.3'\n" },
        { "composer", "composer.json={\n  \"require\": { \"symfony/http-kernel\": \"^4.4\" }\n}\n", "composer symfony/http-kernel 4.4.0", "4.4.13", "", "{\n  \"require\": { \"symfony/http-kernel\": \"^4.4.13\" }\n}\n" },
        { "NuGet", "Shop.csproj=<Project>\n  <ItemGroup>\n    <PackageReference Include=\"Foo\" Version=\"1.0.0\" />\n  </ItemGroup>\n</Project>\n", "nuget Foo 1.0.0", "1.0.1", "", "<Project>\n  <ItemGroup>\n    <PackageReference Include=\"Foo\" Version=\"1.0.1\" />\n  </ItemGroup>\n</Project>\n" },
    };

    public void Dispose() => _folder.Dispose();

    [Theory, MemberData(nameof(Rows))]
    public void Writes_the_fixed_version_where_it_belongs(string what, string files, string package, string fixedIn, string neededBy, string after)
    {
        var name = files[..files.IndexOf('=', StringComparison.Ordinal)];
        Write(files);
        Report(Finding(package, fixedIn, neededBy));

        ReportRepair.Run(_folder["report.json"], _folder.Path, write: true);

        Assert.Equal(after, File.ReadAllText(_folder[name]));
        Assert.NotEmpty(what);
        if (after == files[(name.Length + 1)..].Split('|')[0]) return;
        // A second run has nothing left to write: at that place stands something else by now.
        Assert.Throws<GuardException>(() => ReportRepair.Run(WithOldReport(files, package, fixedIn, neededBy), _folder.Path, write: true));
    }

    [Fact]
    public void Pins_several_packages_in_one_place()
    {
        Write("package.json={\n  \"dependencies\": {\n    \"a\": \"1.0.0\"\n  }\n}\n");
        Report(Finding("npm x 1.0.0", "1.0.1", "npm a 1.0.0"), Finding("npm @y/z 2.0.0", "2.0.1", "npm a 1.0.0"), Finding("npm x 1.0.0", "1.0.2", "npm a 1.0.0"));

        Assert.Equal(["package.json(4,4): @y/z pinned to 2.0.1", "package.json(4,4): x pinned to 1.0.2"], ReportRepair.Run(_folder["report.json"], _folder.Path, write: true).Order(StringComparer.Ordinal));
        using var json = System.Text.Json.JsonDocument.Parse(File.ReadAllText(_folder["package.json"]));
        Assert.Equal(["x 1.0.2", "@y/z 2.0.1"], json.RootElement.GetProperty("overrides").EnumerateObject().Select(pin => $"{pin.Name} {pin.Value}").OrderDescending());
    }

    [Fact]
    public void Does_not_pin_for_those_who_use_another_major_version()
    {
        Write("package.json={\n  \"dependencies\": { \"a\": \"1.0.0\" }\n}\n");

        Assert.Empty(Finding("npm x 1.0.0", "1.0.1", "npm a 1.0.0", new Package(PackageType.Npm, "x", "2.0.0") { FoundIn = ImagePath.Of("app/node_modules/b/node_modules/x/package.json") }).Fix!.Edits);
    }

    [Theory]
    [InlineData("x\\\"", "1.0.1")]
    [InlineData("x", "npm:evil@1.0.1")]
    [InlineData("x", "https://host/x.tgz")]
    [InlineData("x", "1.0.1\", \"scripts\": {")]
    public void Knows_no_pin_for_odd_names_and_versions(string package, string version)
    {
        Write("package.json={\n  \"dependencies\": { \"a\": \"1.0.0\" }\n}\n");

        Assert.Empty(Finding($"npm {package} 1.0.0", version, "npm a 1.0.0").Fix!.Edits);
    }

    private static string Poms(string rest) =>
        $"pom.xml=<project>\n  <dependencies>\n    <dependency>\n      <groupId>org.x</groupId>\n      <artifactId>y</artifactId>\n      {rest}\n    </dependency>\n  </dependencies>\n</project>\n";

    private static string Managed(string entry) => Pom.Replace("  <dependencies>", $"  <dependencyManagement>\n    <dependencies>{entry}\n      <dependency>\n        <groupId>org.q</groupId>\n        <artifactId>q</artifactId>\n        <version>1</version>\n      </dependency>\n    </dependencies>\n  </dependencyManagement>\n  <dependencies>", StringComparison.Ordinal);

    private string WithOldReport(string files, string package, string fixedIn, string neededBy)
    {
        var name = files[..files.IndexOf('=', StringComparison.Ordinal)];
        var now = File.ReadAllText(_folder[name]);
        Write(files);
        Report(Finding(package, fixedIn, neededBy));
        // What the first report names stands elsewhere, or is there already.
        File.WriteAllText(_folder[name], "moved\n" + now);
        return _folder["report.json"];
    }

    private Finding Finding(string package, string fixedIn, string neededBy, params Package[] others)
    {
        var parts = package.Split(' ');
        var type = PackageType.All.First(row => row.Purl == parts[0]);
        var affected = new AffectedPackage($"pkg:{parts[0]}/{parts[1]}", parts[0], parts[1], parts[2]) { FoundIn = "app/x" };
        var installed = neededBy.Length == 0 ? [] : new[] { new Package(type, neededBy.Split(' ')[1], neededBy.Split(' ')[2]) { DependsOn = [parts[1]], FoundIn = ImagePath.Of("app/y") } };
        var finding = new Finding
        {
            Rule = new("CVE-2024-0001"),
            Kind = FindingKind.Vulnerability,
            Severity = Severity.High,
            Title = "t",
            Message = "m",
            Target = "shop.tar",
            Fingerprint = $"{package} {fixedIn}",
            Location = new(LocationKind.ImageFile, "app/x"),
            Package = affected,
            Fix = new("Upgrade it.") { Version = fixedIn },
        };
        return ImageAttribution.Moved(finding, SourceTree.Read(_folder["."], _folder["."], path => Path.GetRelativePath(_folder["."], path).Replace('\\', '/'), new CollectingLog()).Locate(affected, LayerOrigin.App, [.. installed, .. others])!);
    }

    private void Report(params Finding[] findings)
    {
        using var writer = new StringWriter();
        JsonReport.Write(TestReport.Empty with { Findings = [.. findings] }, writer);
        File.WriteAllText(_folder["report.json"], writer.ToString(), Encoding.UTF8);
    }

    private void Write(string files)
    {
        foreach (var file in files.Split('|'))
        {
            int equals = file.IndexOf('=', StringComparison.Ordinal);
            File.WriteAllText(_folder[file[..equals]], file[(equals + 1)..]);
        }
    }
}
