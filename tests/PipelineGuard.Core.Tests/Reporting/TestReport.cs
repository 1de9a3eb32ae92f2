using System.Collections.Immutable;
using System.Globalization;
using PipelineGuard.Compliance;
using PipelineGuard.Findings;
using PipelineGuard.Images;
using PipelineGuard.Packages;
using PipelineGuard.Policy;

namespace PipelineGuard.Reporting;

/// <summary>Makes reports as a scan would: small ones for golden files, large and hostile ones for limits.</summary>
internal static class TestReport
{
    private static readonly LayerFacts BaseLayer = new(0, "sha256:" + new string('a', 64)) { CreatedBy = "/bin/sh -c #(nop) ADD file:4f2a91c0 in / ", Origin = LayerOrigin.Base };
    private static readonly LayerFacts AppLayer = new(1, "sha256:" + new string('b', 64)) { CreatedBy = "COPY app /app # buildkit", Origin = LayerOrigin.App };

    public static RuleInfo PinBaseImage { get; } = new("PGD007", "Pin the base image", Severity.Medium)
    {
        Why = "A floating tag gives the same commit different content on different days.",
        Fix = "Name a version tag, or better a digest.",
        Flags = ["FROM debian", "FROM debian:latest"],
        Allows = ["FROM debian:12.5"],
        Tags = ["hadolint:DL3006", "trivy:DS-0001", "cis-docker:4.2"],
    };

    /// <summary>The reports behind the golden files, by file name.</summary>
    public static ImmutableSortedDictionary<string, ScanReport> Golden => new Dictionary<string, ScanReport>
    {
        ["no-findings"] = Empty,
        ["two-findings"] = TwoFindings,
        ["waived-and-problems"] = WaivedAndProblems,
        ["two-targets"] = TwoTargets,
        ["hostile-names"] = Hostile("\u001b]0;owned\u0007 \u202e](http://evil.example) |`<b>@octocat #1 www.evil.example\n## Pass\r\nfake\ud800 {0} 100%"),
        ["busy"] = Busy,
        ["controls"] = WithControls,
        ["newer-base"] = WithAdvice,
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    public static ScanReport Empty => new()
    {
        ToolVersion = "0.1.0",
        Verdict = Verdict.Pass,
        Targets = [Image("shop.tar", "shop")],
        Advisories = [new("Debian", 45_123, Day(2026, 11, 20), false) { AsOf = Day(2026, 11, 22) }, new("NuGet", 1_204, Day(2026, 11, 19), false)],
        Exploitation = [new("CISA KEV", 1_404, new(2026, 11, 1)), new("EPSS", 300_123, new(2026, 11, 22))],
        PolicyFile = ".pipelineguard.yml",
    };

    public static ScanReport TwoFindings => Empty with
    {
        Verdict = Verdict.Block,
        Reasons = ["1 critical vulnerability with a fix reaches the block threshold.", "1 medium Dockerfile finding reaches the warn threshold."],
        Findings = [OpenSsl, FloatingBase],
        Rules = [PinBaseImage],
    };

    /// <summary>An image whose base has a newer tag that removes one of its two findings.</summary>
    public static ScanReport WithAdvice
    {
        get
        {
            var kept = OpenSsl with { Rule = new("CVE-2024-0002"), Fingerprint = "0123456789abcdee", Gate = GateAction.None, Severity = Severity.Low };
            var advice = new BaseAdvice("debian:12.5", KnowsBase: true,
            [
                new("debian:12.11", 2, 1, 0, true) { Removes = [OpenSsl.Fingerprint], Edit = new("Dockerfile", 1, 6, 1, 17, "debian:12.11"), Replaces = "debian:12.5" },
                new("debian:12.5", 2, 1, 1, true) { Removes = [OpenSsl.Fingerprint], IsRebuild = true },
                new("alpine:3.23", 2, 2, 1, false) { Removes = [OpenSsl.Fingerprint, kept.Fingerprint] },
            ]);
            var image = Image("shop.tar", "shop");
            return TwoFindings with
            {
                Targets = [image with { Packages = [new(PackageType.Deb, "apt", "2.6.1"), .. image.Packages], Base = new("debian:12.5", "dockerfile"), Advice = advice, Attachments = [new("sbom", "application/spdx+json", "sha256:" + new string('c', 64))] }],
                Findings = [AtFrom(OpenSsl), AtFrom(kept), FloatingBase],
            };

            static Finding AtFrom(Finding finding) => finding with
            {
                Location = new(LocationKind.Source, "Dockerfile") { Line = 1, Column = 6, EndLine = 1, EndColumn = 17 },
                Attribution = new(AttributionMethod.BaseImage, AttributionConfidence.High, finding.Location),
            };
        }
    }

    public static ScanReport WaivedAndProblems => TwoFindings with
    {
        Verdict = Verdict.Incomplete,
        Reasons = ["Not everything was looked at: Layer could not be read (PG2005)."],
        Findings =
        [
            FloatingBase with { State = FindingState.Unchanged },
            OpenSsl with { Gate = GateAction.None, State = FindingState.Waived, Suppression = new(".pipelineguard.yml(12,5)", "not reachable, only the client is used", new(2027, 1, 31)) },
            FloatingBase with
            {
                Rule = new("PGD012"),
                Title = "Do not run as root",
                Message = "The container runs as root.",
                Severity = Severity.High,
                Gate = GateAction.None,
                Fingerprint = "00000000000000f2",
                Fix = null,
                State = FindingState.Waived,
                Location = new(LocationKind.Source, "Dockerfile") { Line = 9 },
                Suppression = new("Dockerfile(8,1)", "drops its rights itself", null),
            },
        ],
        Rules = [PinBaseImage, new("PGD012", "Do not run as root", Severity.High) { Why = "Root in the container is root on the host's kernel.", Fix = "Add a USER instruction." }],
        Problems =
        [
            new(Problems.WaiverUnused, ".pipelineguard.yml(20,5)", "The waiver for CVE-2020-0001 matches no finding.") { Target = null },
            new(Problems.LayerUnreadable, "sha256:bbbbbbbbbbbb", "The gzip data ends early.") { Target = "shop.tar" },
        ],
        Targets = [Image("shop.tar", "shop") with { Layers = [new(BaseLayer, 120_400_000, 3_456, true), new(AppLayer, 81_920, 3, false)] }],
    };

    public static ScanReport TwoTargets => TwoFindings with
    {
        Targets = [Image("shop.tar", "shop"), Image("registry/team/api.tar", "team/api") with { Distribution = null, Packages = [] }, new("Dockerfile", "dockerfile") { LogicalName = "Dockerfile" }],
        Findings =
        [
            OpenSsl,
            OpenSsl with { Target = "registry/team/api.tar", Layer = null },
            FloatingBase with { Target = "Dockerfile" },
        ],
        Problems = [new(Problems.UnknownDistribution, "etc/os-release", "There is no such file.") { Target = "registry/team/api.tar" }],
    };

    /// <summary>Two standards with a control in every state.</summary>
    public static ScanReport WithControls
    {
        get
        {
            var report = WaivedAndProblems;
            var (open, waived) = (report.Findings[0], report.Findings[1]);
            return report with
            {
                Compliance =
                [
                    Answered("cis-docker", "CIS Docker Benchmark 1.7.0, section 4", open, waived),
                    Answered("ours", "Our own rules, 2026", open, waived) with { Template = Template("ours", "Our own rules, 2026") with { Source = "ci/ours.yml", Link = null } },
                ],
            };
        }
    }

    private static ComplianceTemplate Template(string id, string standard) => new(id, "images and build files", standard) { Scope = "Controls that images and Dockerfiles answer.", Link = new("https://standards.example/?a=1&b=2") };

    private static ComplianceResult Answered(string id, string standard, Finding open, Finding waived)
    {
        ControlCheck bases = new("PGD007") { Rules = ["PGD007"] }, patches = new("vulnerabilities: high, fixable") { Vulnerabilities = Severity.High, OnlyFixable = true }, secrets = new("PGS*") { Rules = ["PGS001", "PGS002"] };
        return new(Template(id, standard),
        [
            Result("4.1", "Bases are trusted", ControlStatus.Fail, new CheckAnswer(bases, ExaminationState.Looked, "4 instructions in 1 stage") { Open = [open] }),
            Result("4.2", "Updates are installed", ControlStatus.Waived, new CheckAnswer(patches, ExaminationState.Looked, "3 packages, advisories: Debian as of 2026-11-22") { Waived = [waived] }),
            Result("4.3", "No secrets are stored", ControlStatus.NotAnswered, new CheckAnswer(secrets, ExaminationState.CouldNotLook, "PG2005 Layer could not be read: sha256:bbbbbbbbbbbb")),
            Result("4.4", "Health is checked", ControlStatus.NotApplicable, new CheckAnswer(new("PGI003") { Rules = ["PGI003"] }, ExaminationState.NothingThere, "a root file system has no configuration")),
            Result("4.5", "Permissions are tight", ControlStatus.Pass, new CheckAnswer(new("PGI062") { Rules = ["PGI062"] }, ExaminationState.Looked, "3,459 files and directories")),
            Result("4.6", "The user is known", ControlStatus.Manual, new CheckAnswer(new("PGD019") { Rules = ["PGD019"] }, ExaminationState.Unknown, "it has no USER"), "Find out which user it is."),
            new(new("4.7", "Signatures are verified") { Manual = "Ask whoever runs the cluster." }, ControlStatus.Manual, []),
            new(new("4.8", "The boot loader is protected") { NotApplicable = "A container does not boot." }, ControlStatus.NotApplicable, []),
        ]);
    }

    private static ControlResult Result(string id, string title, ControlStatus status, CheckAnswer answer, string? manualIfUnknown = null) =>
        new(new(id, title) { Checks = [answer.Check], ManualIfUnknown = manualIfUnknown }, status, [new("shop.tar", status, [answer])]);

    /// <summary>A realistic image: more than fits on a screen.</summary>
    public static ScanReport Busy
    {
        get
        {
            var findings = Many(46);
            return TwoFindings with { Findings = [.. findings, FloatingBase, Secret, EndOfLife], Verdict = Verdict.Block };
        }
    }

    /// <summary>Every text that an image can choose is this one.</summary>
    public static ScanReport Hostile(string text)
    {
        var layer = new LayerFacts(0, text) { CreatedBy = text };
        var package = new AffectedPackage(text, text, text, text) { SourceName = text, FoundIn = text };
        var vulnerability = OpenSsl with
        {
            Rule = new("CVE-2024-0001"),
            Title = text,
            Message = text,
            Target = text,
            Layer = layer,
            Package = package,
            Location = new(LocationKind.ImageFile, text),
            Fix = new(text) { Version = text, Edits = [new(text, 1, 1, 1, 1, text)] },
            Advisory = new(text) { Aliases = [text], CvssVector = text, SeveritySource = text, Ratings = [new(SeveritySource.Database, text, Severity.Low) { Word = text }], References = [text, "https://advisories.example/" + text] },
        };
        return new ScanReport
        {
            ToolVersion = "0.1.0",
            Verdict = Verdict.Block,
            Reasons = [text],
            PolicyFile = text,
            Targets =
            [
                new(text, "docker-archive")
                {
                    LogicalName = text,
                    Digest = text,
                    Platform = text,
                    Distribution = new(text, text) { Codename = text },
                    Base = new(text, "label") { Digest = text },
                    Advice = new(text, true, [new(text, 2, 1, 1, true) { Removes = [vulnerability.Fingerprint], Edit = new(text, 1, 1, 1, 1, text), Replaces = text }, new(text, 2, 1, 1, false)]),
                    Layers = [new(layer, 1, 1, true)],
                    Packages = [new(PackageType.Deb, text, text) { SourceName = text, SourceVersion = text, Architecture = text, Licenses = [text] }],
                },
            ],
            Findings =
            [
                vulnerability,
                vulnerability with { Fix = null, Severity = Severity.Low, Fingerprint = "00000000000000f5" },
                FloatingBase with { Rule = new("PGD" + text), Title = text, Message = text, Target = text, Location = new(LocationKind.Source, text) { Line = 1 } },
                vulnerability with { Message = "Waived " + text, State = FindingState.Waived, Suppression = new(text, text, null), Location = new(LocationKind.Image, text) },
            ],
            Problems = [new(Problems.HostileEntry, text, text) { Target = text }],
            Compliance =
            [
                new(new(text, text, text) { Scope = text, Source = text },
                [
                    new(new(text, text) { Manual = text, Checks = [new(text) { Rules = ["PGD007"] }] }, ControlStatus.Fail,
                        [new(text, ControlStatus.Fail, [new(new(text), ExaminationState.Looked, text) { Open = [vulnerability], Waived = [vulnerability with { Suppression = new(text, text, null) }] }])]),
                    new(new(text + "2", text) { NotApplicable = text }, ControlStatus.NotApplicable, []),
                ]),
            ],
            Advisories = [new(text, 1, Day(2026, 11, 20), true)],
        };
    }

    /// <summary>So many different vulnerabilities, spread over packages and severities, sorted as a report's are.</summary>
    public static ScanReport Large(int findings) => TwoFindings with { Findings = [.. Many(findings).Order()], Rules = [] };

    private static SeverityRating ByVector { get; } = new(SeveritySource.Nvd, "DEBIAN-CVE-2024-5535", Severity.Critical) { Vector = "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:H", Score = 9.1 };

    public static Finding OpenSsl { get; } = new()
    {
        Rule = new("CVE-2024-5535"),
        Kind = FindingKind.Vulnerability,
        Severity = Severity.Critical,
        Title = "Buffer overread in SSL_select_next_proto",
        Message = "libssl3 3.0.11-1~deb12u2 (built from openssl 3.0.11-1~deb12u2) is vulnerable; fixed in 3.0.15-1~deb12u1.",
        Location = new(LocationKind.ImageFile, "var/lib/dpkg/status"),
        Target = "shop.tar",
        Fingerprint = "0123456789abcdef",
        Package = new("pkg:deb/debian/libssl3@3.0.11-1~deb12u2?arch=amd64&distro=debian-12", "deb", "libssl3", "3.0.11-1~deb12u2") { SourceName = "openssl", FoundIn = "var/lib/dpkg/status" },
        Advisory = new("CVE-2024-5535")
        {
            Aliases = ["DSA-5764-1"],
            CvssVector = "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:H",
            CvssScore = 9.1,
            SeveritySource = "CVSS:3.1",
            Ratings = [new(SeveritySource.Distribution, "DSA-5764-1", Severity.Medium) { Word = "medium" }, ByVector],
            ChosenRating = ByVector,
            FixState = FixState.Fixed,
            Published = Day(2024, 6, 27),
            FixPublished = Day(2024, 9, 3),
            KnownExploited = true,
            ExploitedSince = new(2024, 10, 1),
            ExploitedDue = new(2024, 10, 22),
            UsedByRansomware = true,
            Epss = 0.4345,
            EpssPercentile = 0.9712,
            EpssDate = new(2024, 12, 1),
            References = ["https://advisories.example/CVE-2024-5535?a=1&b=2", "https://advisories.example/DSA-5764-1"],
        },
        Layer = BaseLayer,
        Fix = new("Upgrade openssl to 3.0.15-1~deb12u1") { Version = "3.0.15-1~deb12u1" },
        Gate = GateAction.Block,
    };

    public static Finding FloatingBase { get; } = new()
    {
        Rule = new("PGD007"),
        Kind = FindingKind.Dockerfile,
        Severity = Severity.Medium,
        Title = "Pin the base image",
        Message = "Base image 'debian:latest' is not pinned.",
        Location = new(LocationKind.Source, "Dockerfile") { Line = 1, Column = 6, EndLine = 1, EndColumn = 19 },
        Target = "shop.tar",
        Fingerprint = "00000000000000f1",
        Fix = new("Name the tag that is meant: debian:12.5") { Edits = [new("Dockerfile", 1, 6, 1, 19, "debian:12.5")] },
        Gate = GateAction.Warn,
    };

    private static Finding Secret { get; } = FloatingBase with
    {
        Rule = new("PGS001"),
        Kind = FindingKind.Secret,
        Severity = Severity.High,
        Title = "Take the private key out of the image",
        Message = "A private key, starting with '----…'.",
        Location = new(LocationKind.ImageFile, "app/deploy.pem") { Line = 3 },
        Fingerprint = "00000000000000f3",
        Layer = AppLayer,
        Fix = null,
        Gate = GateAction.Block,
    };

    private static Finding EndOfLife { get; } = Secret with
    {
        Rule = new("PGV001"),
        Kind = FindingKind.EndOfLife,
        Title = "Move to a supported version",
        Location = new(LocationKind.ImageFile, "usr/share/dotnet/shared/Microsoft.NETCore.App/8.0.11/Microsoft.NETCore.App.deps.json"),
        Message = ".NET 8 has had no security fixes since 2026-11-10.",
        Fingerprint = "00000000000000f4",
        Gate = GateAction.Warn,
    };

    private static IEnumerable<Finding> Many(int count) => Enumerable.Range(0, count).Select(i =>
    {
        var severity = (Severity)(i % 5);
        var name = $"package-{i % 17:00}";
        bool hasFix = i % 3 != 0;
        return OpenSsl with
        {
            Rule = new($"CVE-2025-{10_000 + i}"),
            Severity = severity,
            Title = $"Weakness number {i} of a kind that takes some words to tell",
            Message = $"{name} 1.{i % 17}.0 is vulnerable; {(hasFix ? $"fixed in 2.{i % 17}.0" : "there is no fix yet")}.",
            Fingerprint = i.ToString("x16", CultureInfo.InvariantCulture),
            Package = new($"pkg:deb/debian/{name}@1.{i % 17}.0", "deb", name, $"1.{i % 17}.0") { FoundIn = "var/lib/dpkg/status" },
            Advisory = new($"CVE-2025-{10_000 + i}") { SeveritySource = "source", FixState = hasFix ? FixState.Fixed : FixState.NotFixed, References = [$"https://advisories.example/CVE-2025-{10_000 + i}"] },
            Fix = hasFix ? new Fix($"Upgrade {name} to 2.{i % 17}.0") { Version = $"2.{i % 17}.0" } : null,
            Gate = severity >= Severity.High && hasFix ? GateAction.Block : GateAction.None,
        };
    });

    private static TargetReport Image(string name, string logicalName) => new(name, "docker-archive")
    {
        LogicalName = logicalName,
        Digest = "sha256:" + new string('c', 64),
        Platform = "linux/amd64",
        Distribution = new("debian", "12") { PrettyName = "Debian GNU/Linux 12 (bookworm)", Codename = "bookworm" },
        Layers = [new(BaseLayer, 120_400_000, 3_456, true), new(AppLayer, 81_920, 3, true)],
        Packages =
        [
            new(PackageType.Deb, "libssl3", "3.0.11-1~deb12u2")
            {
                SourceName = "openssl",
                SourceVersion = "3.0.11-1~deb12u2",
                Architecture = "amd64",
                FoundIn = ImagePath.Of("var/lib/dpkg/status"),
                Layer = 0,
            },
            new(PackageType.Deb, "tzdata", "2024a-0+deb12u1") { Architecture = "all", FoundIn = ImagePath.Of("var/lib/dpkg/status"), Layer = 0 },
            new(PackageType.NuGet, "Newtonsoft.Json", "13.0.1") { Licenses = ["MIT"], FoundIn = ImagePath.Of("app/Shop.deps.json"), Layer = 1 },
        ],
    };

    private static DateTimeOffset Day(int year, int month, int day) => new(year, month, day, 0, 0, 0, TimeSpan.Zero);
}
