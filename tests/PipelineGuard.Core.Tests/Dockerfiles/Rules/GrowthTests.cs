using System.Text;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>
/// Twice the file is about twice the work, for files that are made to be more. What is counted is memory, which unlike time does not depend on the
/// machine; the growth of time is for the benchmarks. Two processors share the rules, so it is that of the whole process, with no other test beside.
/// </summary>
[CollectionDefinition(nameof(GrowthTests), DisableParallelization = true)]
[Collection(nameof(GrowthTests))]
public sealed class GrowthTests
{
    private const int Small = 1_000;

    public static TheoryData<string> Shapes => [.. Makers.Keys];

    private static readonly Dictionary<string, Func<int, string>> Makers = new()
    {
        ["stages on stages"] = n => Lines(n, i => $"FROM {(i == 0 ? "debian:12.5" : $"s{i - 1}")} AS s{i}\nENV A{i}=$A{i - 1}"),
        ["copies from all stages"] = n => Lines(n, i => $"FROM debian:12.5 AS s{i}") + "FROM debian:12.5\n" + Lines(n, i => $"COPY --from=s{i} /a /b{i}"),
        ["arguments of arguments"] = n => "FROM debian:12.5\nARG A=x\n" + Lines(n, i => $"ARG A{i}=${{A{i - 1}}}"),
        ["one long ENV"] = n => "FROM debian:12.5\nENV" + string.Concat(Enumerable.Range(0, n).Select(i => $" A{i}=$A{i - 1}")) + "\n",
        ["names that nothing defines"] = n => "FROM node:22\n" + Lines(n, i => $"ARG ABCDE{i}") + Lines(n, i => $"COPY a$ABCED{i} /b"),
        ["heredocs"] = n => "FROM debian:12.5\n" + Lines(n, i => $"RUN <<E{i}\necho {i}\nE{i}"),
        ["heredocs without an end"] = n => "FROM debian:12.5\n" + Lines(n, i => $"RUN <<E{i}"),
        ["one long chain"] = n => "FROM debian:12.5\nRUN true" + string.Concat(Enumerable.Range(0, n).Select(i => $" && cd /x{i} && apt-get install -y x{i} | tee x")) + "\n",
        ["ever deeper folders"] = n => "FROM debian:12.5\n" + Lines(n, i => $"WORKDIR directory{i}\nCOPY a b\nVOLUME /v{i}\nRUN chown -R a b"),
        ["comments that ignore"] = n => "FROM debian:12.5\n" + Lines(n, i => $"# pipelineguard ignore=PGD302,PGD9{i} reason=x\nRUN sudo true"),
        ["files that come and go"] = n => "FROM debian:12.5\n" + Lines(n, i => $"COPY s{i}.key a{i}.tar.gz /k/\nRUN rm /k/s{i}.key && tar xf /k/a{i}.tar.gz"),
        ["restores"] = n => "FROM node:22\n" + Lines(n, i => $"COPY p{i}/package.json ./\nRUN npm install && dotnet restore a{i}.csproj\nCOPY . ."),
    };

    [Theory, MemberData(nameof(Shapes))]
    public void Twice_the_file_takes_about_twice_the_memory(string shape)
    {
        Work(Makers[shape](Small));
        long once = Work(Makers[shape](2 * Small)), twice = Work(Makers[shape](4 * Small));

        Assert.True(twice < 2.7 * once, $"{shape}: {once >> 10} kB, and {twice >> 10} kB for twice the file");
    }

    private static string Lines(int count, Func<int, string> line) => string.Concat(Enumerable.Range(0, count).Select(i => line(i) + "\n"));

    private static long Work(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        long before = GC.GetTotalAllocatedBytes(precise: true);
        DockerfileChecker.Check(Dockerfile.Parse(bytes), DockerfileContext.Empty, null);
        return GC.GetTotalAllocatedBytes(precise: true) - before;
    }
}
