using System.Diagnostics;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Targets;

public sealed class DockerfileTargetsTests : IScanLog, IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("pipelineguard-").FullName;
    private readonly List<ScanProblem> _problems = [];

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Theory]
    [InlineData("Dockerfile", true)]
    [InlineData("dockerfile", true)]
    [InlineData("Dockerfile.alpine", true)]
    [InlineData("api.Dockerfile", true)]
    [InlineData("api.dockerfile", true)]
    [InlineData("Containerfile", true)]
    [InlineData("Dockerfile.dockerignore", false)]
    [InlineData("Dockerfiles", false)]
    [InlineData("MyDockerfile", false)]
    [InlineData(".dockerignore", false)]
    public void Knows_Dockerfiles_by_their_name(string name, bool expected) => Assert.Equal(expected, DockerfileNames.IsDockerfile(name));

    [Theory]
    [InlineData("compose.yaml", true)]
    [InlineData("compose.override.yml", true)]
    [InlineData("docker-compose.ci.yml", true)]
    [InlineData("composer.json", false)]
    [InlineData("compose.json", false)]
    public void Knows_Compose_files_by_their_name(string name, bool expected) => Assert.Equal(expected, DockerfileNames.IsComposeFile(name));

    [Theory]
    [InlineData("# words\n\nFROM debian", true)]
    [InlineData("ARG TAG=12\nFROM debian:$TAG", true)]
    [InlineData("# syntax=docker/dockerfile:1\n", true)]
    [InlineData("RUN true", false)]
    [InlineData("", false)]
    [InlineData("{ \"a\": 1 }", false)]
    public void Knows_Dockerfiles_by_their_beginning(string text, bool expected) => Assert.Equal(expected, DockerfileNames.LooksLikeDockerfile(text));

    [Fact]
    public void A_folder_gives_its_Dockerfiles_but_for_what_is_ignored_or_built()
    {
        Write("Dockerfile", "src/api/api.Dockerfile", "src/web/Containerfile", "node_modules/a/Dockerfile", "src/bin/Dockerfile", ".git/Dockerfile");
        Write("generated/Dockerfile", "src/local.Dockerfile", "src/kept.Dockerfile");
        File.WriteAllText(Path.Combine(_root, ".gitignore"), "generated/\n*.Dockerfile\n!api.Dockerfile\n");
        File.WriteAllText(Path.Combine(_root, "src", ".gitignore"), "!/kept.Dockerfile\n");

        Assert.Equal(["Dockerfile", "src/api/api.Dockerfile", "src/kept.Dockerfile", "src/web/Containerfile"], Names());
    }

    [Theory]
    [InlineData("Dockerfile", null)]
    [InlineData("Dockerfile .git/Dockerfile bin/app.dll ignored/x.txt", null)]
    [InlineData("node_modules/a/Dockerfile", "1 Dockerfile below node_modules was passed over.")]
    [InlineData("node_modules/a/Dockerfile b/node_modules/c/d/api.Dockerfile src/bin/Containerfile obj/x.txt", "3 Dockerfiles below bin, node_modules were passed over.")]
    [InlineData("ignored/a/Dockerfile local.Dockerfile", "2 Dockerfiles that Git ignores were passed over.")]
    [InlineData("ignored/a/Dockerfile node_modules/Dockerfile", "2 Dockerfiles below node_modules or ignored by Git were passed over.")]
    public void Says_once_what_a_folder_holds_and_nobody_checks(string files, string? expected)
    {
        Write(files.Split(' '));
        File.WriteAllText(Path.Combine(_root, ".gitignore"), "ignored/\nlocal.*\n");

        Names();

        Assert.Equal(expected is null ? [] : [expected], _problems.Select(problem => problem.Detail));
        Assert.All(_problems, problem => Assert.Equal(ProblemEffect.Note, problem.Info.Effect));
    }

    [Fact]
    public void Counts_no_longer_than_it_searches()
    {
        for (int folder = 0; folder < 51; folder++) Write([.. Enumerable.Range(0, 1000).Select(i => $"node_modules/{folder}/{i}.Dockerfile")]);

        Names();

        Assert.StartsWith("At least 49", Assert.Single(_problems).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_gitignore_above_the_folder_counts_within_a_repository()
    {
        Write("repository/.git/HEAD", "repository/src/a/Dockerfile", "repository/src/b/Dockerfile");
        File.WriteAllText(Path.Combine(_root, "repository", ".gitignore"), "/src/a\n");

        Assert.Equal(["b/Dockerfile"], DockerfileTargets.InFolder(Path.Combine(_root, "repository", "src"), this).Select(target => target.Name));
    }

    [Fact]
    public void Symbolic_links_do_not_lead_out_of_the_folder()
    {
        Write("outside/Dockerfile", "inside/real.Dockerfile");
        File.CreateSymbolicLink(Path.Combine(_root, "inside", "Dockerfile"), Path.Combine(_root, "outside", "Dockerfile"));
        Directory.CreateSymbolicLink(Path.Combine(_root, "inside", "folder"), Path.Combine(_root, "outside"));
        Directory.CreateSymbolicLink(Path.Combine(_root, "inside", "circle"), Path.Combine(_root, "inside"));
        File.WriteAllText(Path.Combine(_root, "inside", "compose.yaml"), "services: {a: {build: folder}}");

        Assert.Equal(["real.Dockerfile"], DockerfileTargets.InFolder(Path.Combine(_root, "inside"), this).Select(target => target.Name));
        Assert.Equal(Problems.BadComposeFile, Assert.Single(_problems).Info);
    }

    [Fact]
    public void A_Compose_file_names_Dockerfiles_and_contexts()
    {
        Write("web/Dockerfile", "api/odd-name");
        File.WriteAllText(Path.Combine(_root, "compose.yaml"), """
            x-build: &shared
              build: {context: ., dockerfile: api/odd-name}
            services:
              web: {build: ./web}
              api: {<<: *shared}
              inline:
                build:
                  dockerfile_inline: |
                    FROM debian
              image: {image: debian}
            """);

        var targets = DockerfileTargets.InFolder(_root, this);

        Assert.Equal(["api/odd-name", "compose.yaml#inline", "web/Dockerfile"], targets.Select(target => target.Name));
        Assert.Equal([_root, _root, Path.Combine(_root, "web")], targets.Select(target => Path.TrimEndingDirectorySeparator(target.ContextFolder!)));
        Assert.Equal("FROM debian\n", targets[1].Inline?.Text);
        Assert.Empty(_problems);
    }

    [Theory]
    [InlineData("services: {a: {build: ../elsewhere}}", "compose.yaml(1)")]
    [InlineData("services:\n  a:\n    build: $FOLDER", "compose.yaml(3)")]
    [InlineData("services: {a: {build: \"https://example.com/a.git\"}}", "compose.yaml(1)")]
    public void A_Dockerfile_that_a_Compose_file_names_and_nobody_can_read_is_said(string text, string place)
    {
        File.WriteAllText(Path.Combine(_root, "compose.yaml"), text);

        Assert.Empty(Names());
        Assert.Equal((Problems.BadComposeFile, place), (Assert.Single(_problems).Info, _problems[0].Subject));
    }

    [Theory]
    [InlineData("services: [")]
    [InlineData("services: *none")]
    [InlineData("a: &a {services: *a}")]
    public void A_Compose_file_that_is_no_YAML_is_said(string text)
    {
        File.WriteAllText(Path.Combine(_root, "compose.yaml"), text);

        Assert.Empty(Names());
        Assert.Equal(Problems.BadComposeFile, Assert.Single(_problems).Info);
    }

    [Fact]
    public void The_context_lists_files_and_the_dockerignore_that_applies()
    {
        Write("Dockerfile", "src/a.cs", ".git/HEAD");
        File.WriteAllText(Path.Combine(_root, ".dockerignore"), "all");
        var target = new DockerfileTarget(Path.Combine(_root, "Dockerfile"), "Dockerfile");

        var context = DockerfileTargets.ContextFor(target, new(2026, 1, 2), null, this);

        Assert.Equal([".dockerignore", ".git/HEAD", "Dockerfile", "src/a.cs"], context.ContextFiles);
        Assert.Equal("all", context.DockerIgnore);
        Assert.Equal(new DateOnly(2026, 1, 2), context.Today);

        File.WriteAllText(Path.Combine(_root, "Dockerfile.dockerignore"), "own");
        Assert.Equal("own", DockerfileTargets.ContextFor(target, null, null, this).DockerIgnore);
    }

    [Theory]
    [InlineData("NuGet.config", "<add key=\"ClearTextPassword\" value=\"abc\" />", true)]
    [InlineData("nuget.Config", "<add key='ClearTextPassword' value='abc'/>", true)]
    [InlineData("NuGet.config", "<add key=\"ClearTextPassword\" value=\"%FEED%\" />", false)]
    [InlineData("NuGet.config", "<add key=\"a\" value=\"https://feed.test/v3\" />", false)]
    [InlineData(".npmrc", "registry=https://r.test/\n//r.test/:_authToken=abc", true)]
    [InlineData(".npmrc", "//r.test/:_authToken=${NPM_TOKEN}", false)]
    [InlineData(".npmrc", "; _authToken=abc\nalways-auth=true", false)]
    [InlineData(".yarnrc.yml", "npmAuthToken: \"abc\"", true)]
    [InlineData(".yarnrc.yml", "npmAuthToken: \"${NPM_TOKEN-}\"", false)]
    [InlineData("pip.conf", "[global]\nindex-url = https://jo:abc@pypi.test/simple", true)]
    [InlineData("pip.conf", "[global]\nindex-url = https://${U}:${P}@pypi.test/simple", false)]
    [InlineData("other.conf", "https://jo:abc@pypi.test/simple", false)]
    public void Knows_the_files_of_package_managers_that_hold_logins(string name, string text, bool expected)
    {
        Write("Dockerfile");
        File.WriteAllText(Path.Combine(_root, name), text);

        var context = DockerfileTargets.ContextFor(new DockerfileTarget(Path.Combine(_root, "Dockerfile"), "Dockerfile"), null, null, this);

        Assert.Equal(expected ? [name] : [], context.ContextLogins);
    }

    [Fact]
    public void Waits_for_no_pipe_that_is_called_like_such_a_file()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There are no such pipes.");
        Write("Dockerfile");
        using (var mkfifo = Process.Start("mkfifo", [Path.Combine(_root, ".npmrc")])) mkfifo.WaitForExit();
        Assert.True(File.Exists(Path.Combine(_root, ".npmrc")));

        Assert.Empty(DockerfileTargets.ContextFor(new DockerfileTarget(Path.Combine(_root, "Dockerfile"), "Dockerfile"), null, null, this).ContextLogins);
    }

    void IScanLog.Report(ScanProblem problem) => _problems.Add(problem);

    private IEnumerable<string> Names() => DockerfileTargets.InFolder(_root, this).Select(target => target.Name);

    private void Write(params string[] paths)
    {
        foreach (var path in paths)
        {
            var full = Path.Combine(_root, path);
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            File.WriteAllText(full, "FROM debian:12\n");
        }
    }
}
