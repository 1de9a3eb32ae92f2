using PipelineGuard.Advisories.Stores;
using PipelineGuard.Findings;

namespace PipelineGuard.Advisories;

public sealed class AdvisoryDatabaseTests : IDisposable
{
    private readonly TemporaryFolder _export = new();
    private readonly TemporaryFolder _folder = new();
    private readonly CollectingLog _log = new();

    public void Dispose()
    {
        _export.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Builds_every_ecosystem_of_a_folder()
    {
        OsvExport.Put(_export.Path, "npm", ("A.json", OsvExport.Record("A", "npm", "thing", "2.0")));
        OsvExport.Put(_export.Path, "Azure Linux", ("B.json", OsvExport.Record("B", "Azure Linux:3", "thing", "2.0")));
        Directory.CreateDirectory(_export["kev"]);

        var updates = await BuildAsync(_export.Path);

        Assert.Equal(["Azure Linux", "npm"], updates.Select(update => update.Ecosystem));
        Assert.All(updates, update => Assert.Equal(AdvisoryUpdateOutcome.Written, update.Outcome));
        Assert.Equal(["Azure Linux", "npm"], new AdvisoryDatabase(_folder.Path).Status(_log).Select(status => status.Ecosystem));
    }

    [Fact]
    public async Task Builds_only_what_the_list_or_the_user_names()
    {
        foreach (var name in (string[])["npm", "NuGet", "PyPI"]) OsvExport.Put(_export.Path, name, ("A.json", OsvExport.Record("A", name, "thing", "2.0")));
        await File.WriteAllTextAsync(_export["ecosystems.txt"], "npm\nNuGet\n", Cancel);

        Assert.Equal(["NuGet", "npm"], (await BuildAsync(_export.Path)).Select(update => update.Ecosystem));
        Assert.Equal(["PyPI"], (await BuildAsync(_export.Path, "PyPI")).Select(update => update.Ecosystem));
    }

    [Fact]
    public async Task Builds_from_the_archive_of_one_ecosystem()
    {
        OsvExport.Put(_export.Path, "npm", ("A.json", OsvExport.Record("A", "npm", "thing", "2.0")));

        Assert.Equal("npm", Assert.Single(await BuildAsync(Path.Combine(_export.Path, "npm", "all.zip"))).Ecosystem);
    }

    [Fact]
    public async Task The_same_input_gives_the_same_bytes_in_whatever_order_it_is_packed()
    {
        var (first, second) = (("A.json", OsvExport.Record("A", "npm", "thing", "2.0")), ("B.json", OsvExport.Record("B", "npm", "other", "3.0")));
        OsvExport.Put(_export.Path, "npm", first, second);
        await BuildAsync(_export.Path);
        var before = await File.ReadAllBytesAsync(_folder["npm.pgs"], Cancel);

        OsvExport.Put(_export.Path, "npm", second, first);
        await BuildAsync(_export.Path);

        Assert.Equal(before, await File.ReadAllBytesAsync(_folder["npm.pgs"], Cancel));
    }

    [Fact]
    public async Task An_archive_without_a_single_advisory_does_not_replace_a_store()
    {
        OsvExport.Put(_export.Path, "npm", ("A.json", OsvExport.Record("A", "npm", "thing", "2.0")));
        await BuildAsync(_export.Path);
        OsvExport.Put(_export.Path, "npm", ("A.json", "{"));

        Assert.Equal(AdvisoryUpdateOutcome.Failed, (await BuildAsync(_export.Path))[0].Outcome);
        Assert.NotNull(new AdvisoryDatabase(_folder.Path).Status(_log)[0].Data);
    }

    [Fact]
    public async Task A_folder_that_is_no_export_is_refused()
    {
        var thrown = await Assert.ThrowsAsync<GuardException>(() => BuildAsync(_export.Path));
        Assert.Equal("PG4008", thrown.Problem.Code);
    }

    [Theory]
    [InlineData("Debian:12")]
    [InlineData("../npm")]
    [InlineData("")]
    public async Task A_name_that_no_ecosystem_has_is_refused(string name)
    {
        Assert.Equal(AdvisoryUpdateOutcome.Failed, (await BuildAsync(_export.Path, name))[0].Outcome);
        Assert.Contains("PG4008", _log.Codes);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_reported()
    {
        OsvExport.Put(_export.Path, "npm", ("A.json", OsvExport.Record("A", "npm", "thing", "2.0")));
        await File.WriteAllTextAsync(_folder["file"], "", Cancel);

        var updates = await new AdvisoryDatabase(_folder["file/below"]).BuildAsync([_export.Path], null, _log, cancellation: Cancel);

        Assert.Equal(AdvisoryUpdateOutcome.Failed, updates[0].Outcome);
        Assert.Contains("PG4010", _log.Codes);
    }

    [Fact]
    public async Task There_must_be_something_to_update()
    {
        var thrown = await Assert.ThrowsAsync<GuardException>(() => new AdvisoryDatabase(_folder.Path).UpdateAsync([_export.Path], null, _log, cancellation: Cancel));
        Assert.Equal("PG1001", thrown.Problem.Code);
    }

    [Fact]
    public async Task Updates_what_is_there_also_when_it_is_damaged()
    {
        OsvExport.Put(_export.Path, "npm", ("A.json", OsvExport.Record("A", "npm", "thing", "2.0")));
        OsvExport.Put(_export.Path, "NuGet", ("A.json", OsvExport.Record("A", "NuGet", "thing", "2.0")));
        await BuildAsync(_export.Path, "npm");
        await File.WriteAllTextAsync(_folder["npm.pgs"], "damaged", Cancel);
        Assert.Null(new AdvisoryDatabase(_folder.Path).Status(_log)[0].Data);

        var updates = await new AdvisoryDatabase(_folder.Path).UpdateAsync([_export.Path], null, _log, cancellation: Cancel);

        Assert.Equal(("npm", AdvisoryUpdateOutcome.Written), (updates[0].Ecosystem, Assert.Single(updates).Outcome));
    }

    [Theory]
    [InlineData("kev")]
    [InlineData("../kev")]
    public async Task Takes_the_catalogue_of_exploited_vulnerabilities_along(string place)
    {
        OsvExport.Put(_export["osv"], "npm", ("A.json", OsvExport.Record("A", "npm", "thing", "2.0")));
        Directory.CreateDirectory(Path.Combine(_export["osv"], place));
        await File.WriteAllTextAsync(
            Path.Combine(_export["osv"], place, "known_exploited_vulnerabilities.json"),
            """{"title":"x","dateReleased":"2026-01-01T00:00:00.1234Z","vulnerabilities":[{"cveID":"CVE-2021-44228","cwes":["CWE-20"],"dateAdded":"2021-12-10","dueDate":"2021-12-24","knownRansomwareCampaignUse":"Known"},{"other":1},7]}""", Cancel);

        await BuildAsync(_export["osv"]);

        using var catalogue = KnownExploitedStore.Open(_folder.Path)!;
        Assert.Equal(new(new(2021, 12, 10), new(2021, 12, 24), IsRansomware: true), catalogue.Find("CVE-2021-44228"));
        Assert.Null(catalogue.Find("CVE-2021-4422"));
        Assert.DoesNotContain("PG4009", _log.Codes);
    }

    [Fact]
    public async Task Notes_that_there_is_no_catalogue_of_exploited_vulnerabilities()
    {
        OsvExport.Put(_export.Path, "npm", ("A.json", OsvExport.Record("A", "npm", "thing", "2.0")));
        await BuildAsync(_export.Path);
        Assert.Contains("PG4009", _log.Codes);
    }

    [Fact]
    public void Stands_in_the_users_own_data_unless_something_else_is_said()
    {
        Assert.SkipWhen(Environment.GetEnvironmentVariable(AdvisoryDatabase.FolderVariable) is not null, $"{AdvisoryDatabase.FolderVariable} is set.");
        Assert.EndsWith(Path.Combine("pipelineguard", "advisories"), new AdvisoryDatabase().Folder, StringComparison.Ordinal);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private async Task<IReadOnlyList<AdvisoryUpdate>> BuildAsync(string from, params string[] ecosystems) =>
        await new AdvisoryDatabase(_folder.Path).BuildAsync([from], ecosystems.Length == 0 ? null : ecosystems, _log, cancellation: Cancel);
}
