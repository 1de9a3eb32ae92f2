using PipelineGuard.Findings;
using PipelineGuard.Images.Building;

namespace PipelineGuard.Scanning;

/// <summary>What <c>pipelineguard fix</c> says about targets.</summary>
public sealed class DockerfileRepairTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pipelineguard-").FullName;
    private readonly TestLog _log = new();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_folder_without_a_Dockerfile_is_not_in_order()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "node_modules"));
        File.WriteAllText(Path.Combine(_folder, "node_modules", "Dockerfile"), "FROM debian\nMAINTAINER x\n");

        var refused = Assert.Throws<GuardException>(() => new DockerfileRepair(null, _log).Run(_folder, write: false));

        Assert.Equal("PG2001", refused.Problem.Code);
        Assert.Contains(_log.Problems, problem => problem.Info.Code == "PG5008");
    }

    [Fact]
    public void A_folder_with_one_that_needs_no_repair_is()
    {
        File.WriteAllText(Path.Combine(_folder, "Dockerfile"), "FROM debian:12.5\n");

        Assert.Empty(new DockerfileRepair(null, _log).Run(_folder, write: false));
    }
}
