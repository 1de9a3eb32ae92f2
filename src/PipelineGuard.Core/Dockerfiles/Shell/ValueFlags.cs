using System.Collections.Frozen;

namespace PipelineGuard.Dockerfiles.Shell;

/// <summary>The options whose value is the next word, for the programs whose operands rules ask for. An option that is missing here makes its value look like an operand.</summary>
internal static class ValueFlags
{
    private static readonly FrozenDictionary<string, FrozenSet<string>> ByProgram = new Dictionary<string, string>
    {
        ["apt-get"] = "-t --target-release --default-release -o --option -c --config-file -a --host-architecture -P --build-profiles",
        ["apt"] = "-t --target-release --default-release -o --option -c --config-file -a --host-architecture",
        ["aptitude"] = "-t --target-release -o -q",
        ["apk"] = "-t --virtual -X --repository -p --root --keys-dir --repositories-file --wait --arch --cache-dir --cache-max-age --progress-fd",
        ["yum"] = "-c --config -d -e -x --exclude --installroot --releasever --enablerepo --disablerepo --setopt --repo --repoid",
        ["dnf"] = "-c --config -d -e -x --exclude --installroot --releasever --enablerepo --disablerepo --setopt --repo --repoid",
        ["microdnf"] = "-c --config --installroot --releasever --enablerepo --disablerepo --setopt --repo",
        ["tdnf"] = "-c --config --installroot --releasever --enablerepo --disablerepo --setopt --repo",
        ["zypper"] = "-r --repo -R --root --installroot -c --config -D --reposd-dir --from -t --type",
        ["pip"] = "-r --requirement -c --constraint -e --editable -i --index-url --extra-index-url -f --find-links -t --target --prefix --root "
            + "--platform --python-version --implementation --abi --progress-bar --proxy --retries --timeout --exists-action --trusted-host --cert "
            + "--client-cert --cache-dir --log --src --upgrade-strategy --config-settings -C --no-binary --only-binary --python --report",
        ["npm"] = "--prefix -C --registry --tag --omit --include --loglevel --cache --userconfig -w --workspace",
        ["yarn"] = "--cwd --registry --cache-folder --modules-folder --network-timeout",
        ["pnpm"] = "-C --dir --registry --store-dir -F --filter --reporter",
        ["gem"] = "-v --version -s --source -i --install-dir -n --bindir -P --trust-policy --platform -p --http-proxy",
        ["go"] = "-C -ldflags -gcflags -tags -o -mod -modfile -p",
        ["cargo"] = "--version --vers --git --branch --tag --rev --path --root --registry --index --target --target-dir --profile -j --jobs -F --features --manifest-path -Z --config --color",
        ["conda"] = "-n --name -p --prefix -c --channel -f --file --repodata-fn",
        ["mamba"] = "-n --name -p --prefix -c --channel -f --file",
        ["dotnet"] = "-c --configuration -f --framework -r --runtime -o --output -s --source -v --verbosity --version -a --arch --os --tool-path "
            + "--configfile -n --name -p --property",
        ["composer"] = "-d --working-dir",
        ["curl"] = "-o --output -H --header -d --data --data-raw --data-binary -X --request -u --user -A --user-agent -e --referer -b --cookie -c --cookie-jar "
            + "--cacert --cert --key -x --proxy --retry --retry-delay --retry-max-time --connect-timeout -m --max-time -w --write-out -F --form "
            + "-T --upload-file -K --config --output-dir --url -r --range -C --continue-at --proto --ciphers --resolve --limit-rate -E -U --proxy-user -D --dump-header",
        ["wget"] = "-O --output-document -P --directory-prefix -o --output-file -a --append-output --header --user --password --tries -t -T --timeout "
            + "-w --wait --user-agent -U --post-data --ca-certificate -e --execute -i --input-file -B --base",
        ["git"] = "-C -c -b --branch --depth --git-dir --work-tree -o --origin -u --upload-pack --reference --config",
        ["tar"] = "-C --directory -f --file --exclude --strip-components -I --use-compress-program -T --files-from",
        ["useradd"] = "-u --uid -g --gid -G --groups -d --home --home-dir -s --shell -c --comment -p --password -e --expiredate -f -k --skel -K --key -b --base-dir -R --root",
        ["adduser"] = "-u --uid -g --gecos -G --ingroup -h --home -s --shell --gid --firstuid --lastuid -k --conf",
        ["groupadd"] = "-g --gid -K --key -p --password -R --root -U --users",
        ["addgroup"] = "-g --gid",
        ["chown"] = "--from --reference",
        ["chmod"] = "--reference",
    }.ToFrozenDictionary(row => row.Key, row => row.Value.Split(' ').ToFrozenSet());

    private static readonly FrozenSet<string> SameAsPip = ["pipx", "uv", "python"];

    /// <summary>True when an option takes its value from the next word. Options with an equals sign do not.</summary>
    public static bool TakesNextWord(string? program, string flag) =>
        program is not null && ByProgram.TryGetValue(Row(WithoutVersion(program)), out var flags) && flags.Contains(flag);

    /// <summary>The name of a program that is installed in several versions: <c>pip</c> for <c>pip3.12</c>, <c>python</c> for <c>python3</c>.</summary>
    public static string WithoutVersion(string program) =>
        program.StartsWith("pip", StringComparison.Ordinal) || program.StartsWith("python", StringComparison.Ordinal) ? program.TrimEnd(VersionCharacters) : program;

    /// <summary>How many operands stand in front of what a program is to work on: <c>install</c> for package managers, none for others.</summary>
    public static int SubcommandWords(string? program) => (program is null ? null : WithoutVersion(program)) switch
    {
        "uv" or "python" => 2, // uv pip install NAME, python -m pip install NAME
        "curl" or "wget" or "tar" or "useradd" or "adduser" or "groupadd" or "addgroup" or "chown" or "chmod" => 0,
        _ => 1,
    };

    private static readonly char[] VersionCharacters = [.. "0123456789."];

    private static string Row(string program) => SameAsPip.Contains(program) ? "pip" : program;
}
