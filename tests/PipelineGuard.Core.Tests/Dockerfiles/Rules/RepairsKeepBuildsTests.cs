namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>A repaired file builds the same image; <c>.ci/repaired-builds</c> shows it with real builders.</summary>
public sealed class RepairsKeepBuildsTests
{
    private const string Tail = "; true";

    [Theory]
    [InlineData("RUN sudo apt-get update && sudo apt-get install -y --no-install-recommends x", "x && sudo rm -rf /var/lib/apt/lists/*")]
    [InlineData("RUN doas apt-get update && true", "true && doas rm -rf /var/lib/apt/lists/*")]
    [InlineData("RUN sudo sh -c 'apt-get update' && true", "true && sudo rm -rf /var/lib/apt/lists/*")]
    [InlineData("RUN sudo yum install -y x", "x && sudo yum clean all")]
    public void Cleans_up_with_the_rights_that_filled_the_cache(string text, string expected) =>
        Assert.Contains(expected, Fix("FROM debian:12.5\nUSER app\n" + text), StringComparison.Ordinal);

    [Theory]
    [InlineData("RUN sudo -u app npm ci")]
    [InlineData("RUN gosu app npm ci")]
    [InlineData("RUN su app -c 'npm ci' && true")]
    [InlineData("ENV DIRS=\"/a /b\"\nRUN rm -rf $DIRS")]
    [InlineData("ENV ALL=/c*\nRUN rm -rf $ALL")]
    [InlineData("ARG X\nRUN sh -c \"rm -rf $X\"")]
    [InlineData("ARG X\nRUN sh -c \"if [ $X = y ]; then true; fi\"")]
    [InlineData("RUN sh -c \"pip install --no-cache-dir flask>=3\"")]
    [InlineData("RUN echo `ls # all`")]
    [InlineData("RUN ! export A=$(false) || true")]
    [InlineData("ENTRYPOINT serve\nCMD [\"one\", \"two\"]")]
    [InlineData("ENTRYPOINT [\"sh\", \"-c\"]\nCMD serve now")]
    [InlineData("ADD dist/* /dist/")]
    [InlineData("ADD build-[0-9] /dist/")]
    public void Leaves_alone_what_it_could_break(string text) => Assert.Equal("FROM debian:12.5\n" + text, Fix("FROM debian:12.5\n" + text));

    [Theory]
    [InlineData("wget -qO- https://example.com/x | head -n 1")]
    [InlineData("wget -qO- https://example.com/x | grep -q y")]
    [InlineData("wget -qO- https://example.com/x | grep y | wc -l")]
    [InlineData("wget -qO- https://example.com/x | sed 5q")]
    [InlineData("wget -qO- https://example.com/x | tar xz && yes | ./configure")]
    public void Sets_no_pipefail_where_it_could_fail_for_nothing(string pipe) =>
        Assert.DoesNotContain("pipefail", Fix($"FROM alpine:3.20\nRUN {pipe}"), StringComparison.Ordinal);

    [Theory]
    [InlineData("COPY package*.json ./\nRUN npm install && npm cache clean --force", "npm install &&")]
    [InlineData("COPY package.json package-lock.json ./\nRUN npm install --prefix app && npm cache clean --force", "npm install --prefix")]
    [InlineData("COPY package.json package-lock.json ./\nRUN npm install && npm cache clean --force", "npm ci &&")]
    public void Asks_npm_for_a_lock_file_that_is_there(string text, string expected) =>
        Assert.Contains(expected, Fix("FROM node:22-slim\n" + text), StringComparison.Ordinal);

    [Theory]
    [InlineData("package.json", "npm install &&")]
    [InlineData("package.json,package-lock.json", "npm ci &&")]
    [InlineData("package.json,sub/package-lock.json", "npm install &&")]
    public void Looks_into_the_context_for_the_lock_file(string files, string expected)
    {
        var context = new DockerfileContext { ContextFiles = [.. files.Split(',')] };

        var repaired = DockerfileFixer.Fix("FROM node:22-slim\nCOPY package*.json ./\nRUN npm install && npm cache clean --force", context).Text;

        Assert.Contains(expected, repaired, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dist/app.js", "COPY dist/*")]
    [InlineData("dist/app.tar.gz", "ADD dist/*")]
    [InlineData("dist/data", "ADD dist/*")]
    public void Looks_into_the_context_for_archives(string file, string expected) =>
        Assert.Contains(expected, DockerfileFixer.Fix("FROM debian:12.5\nADD dist/* /dist/", new() { ContextFiles = [file] }).Text, StringComparison.Ordinal);

    [Theory]
    [InlineData("RUN dotnet publish\nRUN cp -r bin/Debug/net6.0/publish /app", "RUN dotnet publish\n")]
    [InlineData("RUN dotnet build && dotnet publish --no-build -o /app", "RUN dotnet build && dotnet publish --no-build -o /app")]
    public void Publishes_no_release_where_others_count_on_a_debug_build(string text, string expected) =>
        Assert.Contains(expected, Fix("FROM mcr.microsoft.com/dotnet/sdk:6.0\n" + text), StringComparison.Ordinal);

    [Theory]
    [InlineData("curl", "curl ca-certificates")]
    [InlineData("wget=1.21 git", "wget=1.21 git ca-certificates")]
    [InlineData("curl ca-certificates", "curl ca-certificates")]
    [InlineData("gcc make", "gcc make libc6-dev")]
    [InlineData("nano", "nano")]
    public void Names_the_recommended_packages_that_others_count_on(string packages, string expected) =>
        Assert.Contains($"install --no-install-recommends -y {expected} && rm", Fix($"FROM debian:12.5\nRUN apt-get update && apt-get install -y {packages}"), StringComparison.Ordinal);

    [Fact]
    public void Renames_a_stage_where_it_is_used()
    {
        const string Text = "FROM debian:12.5 AS Base\nRUN true\nFROM Base AS other\nCOPY --from=BASE /a /a\nRUN --mount=type=bind,from=Base,target=/b true\nCOPY --from=Based /a /c\n";

        Assert.Equal(Text.Replace("AS Base", "AS base", StringComparison.Ordinal).Replace("FROM Base", "FROM base", StringComparison.Ordinal)
            .Replace("=BASE", "=base", StringComparison.Ordinal).Replace("=Base,", "=base,", StringComparison.Ordinal), Fix(Text));
    }

    [Theory]
    [InlineData("RUN echo `(date; pwd)`", "RUN echo $( (date; pwd))")]
    [InlineData("RUN export A=$(cat x); make" + Tail, "RUN A=$(cat x); export A; make" + Tail)]
    [InlineData("RUN export A=$(cat x) && make", "RUN A=$(cat x) && export A && make")]
    [InlineData("RUN set -e; export A=$(cat x)", "RUN set -e; A=$(cat x) && export A")]
    public void Says_the_same_to_the_shell(string text, string expected) => Assert.Equal("FROM debian:12.5\n" + expected, Fix("FROM debian:12.5\n" + text));

    [Fact]
    public void Puts_a_line_above_the_comments_of_an_instruction()
    {
        const string Text = "FROM python:3.12\n\n# Start it.\n# hadolint ignore=DL3025\nCMD python3 app.py\n";

        Assert.Equal(Text.Replace("# Start", "ENV PYTHONUNBUFFERED=1\n# Start", StringComparison.Ordinal), Fix(Text));
    }

    private static string Fix(string text) => DockerfileFixer.Fix(text, DockerfileContext.Empty).Text;
}
