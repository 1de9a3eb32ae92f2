using PipelineGuard.Findings;

namespace PipelineGuard.Policy;

public sealed class PolicyFileTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("pipelineguard-policy-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Theory]
    [InlineData(".pipelineguard.yml")]
    [InlineData(".pipelineguard.yaml")]
    public void Finds_the_policy_upwards(string name)
    {
        var file = Write(name, "version: 1");

        Assert.Equal(file, PolicyFile.Find(Folder("src/app")));
        Assert.Equal(file, PolicyFile.Find(_root));
    }

    [Fact]
    public void Takes_the_nearest_policy()
    {
        Write(".pipelineguard.yml", "version: 1");
        var near = Write("src/.pipelineguard.yaml", "version: 1");

        Assert.Equal(near, PolicyFile.Find(Folder("src/app")));
    }

    [Fact]
    public void Does_not_look_beyond_the_root_of_a_repository()
    {
        Write(".pipelineguard.yml", "version: 1");
        Folder("clone/.git");
        Write("worktree/.git", "gitdir: elsewhere");

        Assert.Null(PolicyFile.Find(Folder("clone/src")));
        Assert.Null(PolicyFile.Find(Folder("worktree/src")));
        Assert.Equal(Write("clone/.pipelineguard.yml", "version: 1"), PolicyFile.Find(Folder("clone/src")));
    }

    [Fact]
    public void Refuses_to_guess_between_two_policies_of_one_folder()
    {
        Write(".pipelineguard.yml", "version: 1");
        Write(".pipelineguard.yaml", "version: 1");

        Assert.Contains("'.pipelineguard.yaml' stands beside it", Refusal(Problems.BadPolicy, () => PolicyFile.Find(_root)), StringComparison.Ordinal);
    }

    [Fact]
    public void Names_the_first_mistake_and_how_many_more_there_are()
    {
        var one = Write("one.yml", "version: 1\nblok: off\n");
        var many = Write("many.yml", "version: 1\nblok: off\nwran: off\nincomplete: never\n");

        Assert.Equal("PG1003: 'one.yml(2,1)': unknown key 'blok' in the policy; did you mean 'block'? Correct the line; 'pipelineguard policy schema' prints what is allowed.", Refusal(Problems.BadPolicy, () => PolicyFile.Load(one, "one.yml")));
        Assert.Contains("did you mean 'block'? (and 2 more mistakes)", Refusal(Problems.BadPolicy, () => PolicyFile.Load(many)), StringComparison.Ordinal);
        Assert.Equal(["many.yml:2:1: unknown key 'blok' in the policy; did you mean 'block'?", "many.yml:3:1: unknown key 'wran' in the policy; did you mean 'warn'?", "many.yml:4:13: 'never' is no answer to an incomplete scan; known are fail, warn."], PolicyFile.Check(many, "many.yml").Select(mistake => mistake.ToString()));
    }

    [Fact]
    public void A_right_policy_has_no_mistakes() => Assert.Empty(PolicyFile.Check(Write("p.yml", PolicyFile.Starter)));

    [Fact]
    public void A_policy_that_is_not_there_is_said_to_be_so()
    {
        Refusal(Problems.PolicyNotFound, () => PolicyFile.Load(Path.Combine(_root, "none.yml")));
        Refusal(Problems.PolicyNotFound, () => PolicyFile.Load(Path.Combine(_root, "none/none.yml")));
        Refusal(Problems.PolicyNotFound, () => PolicyFile.Resolve("none.yml", _root));
    }

    [Fact]
    public void What_is_no_policy_file_is_refused_in_plain_words()
    {
        Assert.Contains("it is a folder.", Refusal(Problems.BadPolicy, () => PolicyFile.Load(_root)), StringComparison.Ordinal);
        Assert.Contains("it is larger than 1 MB.", Refusal(Problems.BadPolicy, () => PolicyFile.Load(Write("big.yml", "version: 1" + new string(' ', 1 << 20)))), StringComparison.Ordinal);
        var binary = Path.Combine(_root, "binary.yml");
        File.WriteAllBytes(binary, [0x76, 0xff, 0x3a]);
        Assert.Contains("it is not UTF-8 text.", Refusal(Problems.BadPolicy, () => PolicyFile.Load(binary)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_called_like_the_policy_is_told_and_not_passed_over()
    {
        Folder(".pipelineguard.yml");

        Assert.Contains("it is a folder.", Refusal(Problems.BadPolicy, () => PolicyFile.Resolve(null, _root)), StringComparison.Ordinal);
    }

    [Fact]
    public void Reads_a_file_with_a_byte_order_mark()
    {
        var file = Path.Combine(_root, "windows.yml");
        File.WriteAllText(file, "version: 1\r\nwarn: off\r\n", new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: true));

        Assert.Empty(PolicyFile.Load(file).Warn);
    }

    [Fact]
    public void Falls_back_to_the_built_in_policy()
    {
        Folder(".git");

        Assert.Equivalent(GuardPolicy.Default, PolicyFile.Resolve(null, _root), strict: true);
    }

    [Fact]
    public void Shows_files_relative_to_the_working_directory()
    {
        Write(".pipelineguard.yml", "version: 1\noverrides:\n  PGD007: off");

        var policy = PolicyFile.Resolve(null, Folder("src"));

        Assert.Equal(("../.pipelineguard.yml", "../.pipelineguard.yml(3,3)"), (policy.Source, policy.Overrides["PGD007"].Source.ToString()));
        Assert.Equal("p/a.yml", PolicyFile.Resolve(Write("p/a.yml", "version: 1"), _root).Source);
        Assert.Equal("p/a.yml", PolicyFile.Resolve("p/a.yml", _root).Source);
    }

    [Fact]
    public void Adds_the_waivers_of_a_trivyignore_beside_the_policy()
    {
        Write(".pipelineguard.yml", "version: 1\nwaivers: [{ id: CVE-2024-1, reason: r, expires: 2027-01-31 }]");
        Write(".trivyignore", "# accepted\nCVE-2024-2\n");
        Write("src/.trivyignore", "CVE-2024-3\n");

        Assert.Equal(["CVE-2024-1", "CVE-2024-2"], PolicyFile.Resolve(null, Folder("src")).Waivers.Select(waiver => waiver.Id));
    }

    [Fact]
    public void Reads_a_trivyignore_without_a_policy()
    {
        Folder(".git");
        Write(".trivyignore", "CVE-2024-2\n");

        var policy = PolicyFile.Resolve(null, _root);

        Assert.Equal((".trivyignore(1)", null), (Assert.Single(policy.Waivers).Source.ToString(), policy.Source));
    }

    private static string Refusal(ProblemInfo problem, Action act)
    {
        var exception = Assert.Throws<GuardException>(act);
        Assert.Equal(problem, exception.Problem);
        return exception.Message;
    }

    private string Folder(string name) => Directory.CreateDirectory(Path.Combine(_root, name)).FullName;

    private string Write(string name, string text)
    {
        var file = Path.Combine(_root, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
        return file;
    }
}
