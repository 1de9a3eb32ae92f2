using System.Collections.Immutable;
using System.Formats.Tar;
using System.Text;

namespace PipelineGuard.Fuzz;

/// <summary>Inputs to begin with, for formats that no test keeps as files.</summary>
internal static class MadeInputs
{
    public static ImmutableArray<string> Shell { get; } =
    [
        "set -eux; apt-get update && apt-get install -y --no-install-recommends curl=1.2 && rm -rf /var/lib/apt/lists/*",
        "if [ -n \"$A\" ]; then for f in a b; do echo ${f%%.*}; done; else case $x in a|b) y;; *) z;; esac; fi",
        "f() { local x=$(date) && export Y=`uname -m`; }; f | while read -r l; do echo \"$((1 + l))\" >> out 2>&1; done",
        "cat <<EOF > x && sh -c 'echo \"$1\"' <(ls)\nbody $A\nEOF\n! ( cd /x || exit 1 ) &",
    ];

    public static ImmutableArray<string> Compose { get; } =
    [
        "services:\n  web:\n    build: ./web\n  api:\n    build:\n      context: .\n      dockerfile: api/Dockerfile\n  inline:\n    build:\n      dockerfile_inline: |\n        FROM alpine\n        RUN true\n",
        "x: &a {build: .}\nservices: {a: *a, b: {<<: *a}}\n",
    ];

    public static ImmutableArray<string> Hadolint { get; } =
    [
        "ignored:\n  - DL3006\nfailure-threshold: warning\noverride:\n  error: [DL3008]\n  info:\n    - DL3009\ntrustedRegistries:\n  - docker.io\n  - '*.example.com'\nlabel-schema:\n  author: text\n  created: rfc3339\nstrict-labels: true\n",
        "{ignored: [DL3006], no-fail: true, disable-ignore-pragma: false}",
    ];

    public static ImmutableArray<string> DockerIgnore { get; } = ["# c\nbin/\n**/obj/**\n!src/*.cs\n*.[oa]\n/a/../b\n\\!x\n", "**\n!**/x?[a-z]\n"];

    public static ImmutableArray<string> OciJson { get; } =
    [
        """{"schemaVersion":2,"manifests":[{"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"sha256:4f2a91c04f2a91c04f2a91c04f2a91c04f2a91c04f2a91c04f2a91c04f2a91c0","size":7,"platform":{"os":"linux","architecture":"amd64"},"annotations":{"org.opencontainers.image.ref.name":"a"}}]}""",
        """{"schemaVersion":2,"config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"sha256:4f2a91c04f2a91c04f2a91c04f2a91c04f2a91c04f2a91c04f2a91c04f2a91c0","size":7},"layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar+gzip","digest":"sha256:4f2a91c04f2a91c04f2a91c04f2a91c04f2a91c04f2a91c04f2a91c04f2a91c0","size":7}]}""",
        """{"architecture":"amd64","os":"linux","created":"2026-01-01T00:00:00Z","config":{"User":"app","Env":["A=b"],"Entrypoint":["/x"],"Cmd":["y"],"ExposedPorts":{"80/tcp":{}},"Volumes":{"/v":{}},"WorkingDir":"/w","Labels":{"a":"b"},"Healthcheck":{"Test":["CMD","x"],"Interval":30000000000,"Retries":3},"StopSignal":"SIGTERM"},"rootfs":{"type":"layers","diff_ids":["sha256:4f2a91c04f2a91c04f2a91c04f2a91c04f2a91c04f2a91c04f2a91c04f2a91c0"]},"history":[{"created_by":"RUN x","empty_layer":true,"created":"2026-01-01T00:00:00Z"}]}""",
        """[{"Config":"config.json","RepoTags":["a:b"],"Layers":["config.json","x/layer.tar"]}]""",
    ];

    public static ImmutableArray<string> Vex { get; } =
    [
        """{"@context":"https://openvex.dev/ns/v0.2.0","@id":"x","author":"a","timestamp":"2026-01-01T00:00:00Z","version":1,"statements":[{"vulnerability":{"name":"CVE-2024-1"},"products":[{"@id":"pkg:oci/a","subcomponents":[{"@id":"pkg:deb/debian/b@1"}]}],"status":"not_affected","justification":"component_not_present","impact_statement":"i"}]}""",
        """{"document":{"category":"csaf_vex","csaf_version":"2.0","title":"t"},"product_tree":{"branches":[{"category":"product_version","name":"n","product":{"product_id":"P","name":"n","product_identification_helper":{"purl":"pkg:deb/debian/b@1"}}}]},"vulnerabilities":[{"cve":"CVE-2024-1","product_status":{"known_not_affected":["P"]},"flags":[{"label":"component_not_present","product_ids":["P"]}]}]}""",
        """{"bomFormat":"CycloneDX","specVersion":"1.6","serialNumber":"urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79","version":1,"metadata":{"timestamp":"2026-01-01T00:00:00Z","component":{"type":"container","bom-ref":"r","name":"a"}},"components":[{"type":"library","bom-ref":"c","name":"b","version":"1","purl":"pkg:deb/debian/b@1","components":[{"type":"library","bom-ref":"d","name":"e"}]}],"dependencies":[{"ref":"r","dependsOn":["c"]}],"vulnerabilities":[{"id":"CVE-2024-1","references":[{"id":"GHSA-a"}],"analysis":{"state":"not_affected","justification":"code_not_reachable","response":["will_not_fix"],"detail":"d","firstIssued":"2026-01-01T00:00:00Z"},"affects":[{"ref":"urn:cdx:3e671687-395b-41f5-a30f-a58921a69b79/1#c","versions":[{"version":"1","status":"unaffected"},{"range":"vers:deb/>=1|<2","status":"affected"}]}]}]}""",
    ];

    public static ImmutableArray<string> Paths { get; } =
        ["src/Dockerfile", "C:\\work\\Dockerfile", "a b/%20/ü#x?y", "/etc/passwd", "../../x", "http://h/x", "//host/share", "file:///x", "registry.example.com:5000/a/b:1", "\uD83D\uDC33/x"];

    /// <summary>An archive with entries of each kind, as text of one character for each byte below 128.</summary>
    public static ImmutableArray<string> Tar { get; } = [Encoding.UTF8.GetString(Archive(TarEntryFormat.Pax)), Encoding.UTF8.GetString(Archive(TarEntryFormat.Gnu)), Encoding.UTF8.GetString(Archive(TarEntryFormat.V7))];

    public static ImmutableArray<string> Osv { get; } =
    [
        """{"schema_version":"1.7.0","id":"DSA-1-1","modified":"2026-01-02T03:04:05Z","published":"2026-01-01T00:00:00Z","aliases":["CVE-2024-1"],"upstream":["CVE-2024-2"],"related":["CVE-2024-3"],"summary":"s","details":"d\n\nmore","severity":[{"type":"CVSS_V3","score":"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"}],"references":[{"type":"WEB","url":"https://example.com/a"}],"affected":[{"package":{"ecosystem":"Debian:12","name":"openssl","purl":"pkg:deb/debian/openssl"},"ranges":[{"type":"ECOSYSTEM","events":[{"introduced":"0"},{"fixed":"3.0.1-1"},{"last_affected":"3"},{"limit":"4"}]}],"versions":["3.0.0-1"],"ecosystem_specific":{"urgency":"high"},"database_specific":{"severity":"HIGH"}}],"database_specific":{"severity":"HIGH","cwe_ids":["CWE-1"]}}""",
        """{"id":"GHSA-a","modified":"2026-01-02T03:04:05Z","withdrawn":"2026-01-03T00:00:00Z","affected":[{"package":{"ecosystem":"Debian","name":"b"},"ranges":[{"type":"SEMVER","events":[{"introduced":"1.0.0"},{"fixed":"1.2.3"}],"database_specific":{"last_known_affected_version_range":"<= 1.2.2"}}]}]}""",
    ];

    public static ImmutableArray<string> Predictions { get; } =
        ["#model_version:v2025.03.14,score_date:2026-01-02T00:00:00+0000\ncve,epss,percentile\nCVE-1999-0001,0.01297,0.78\nCVE-2024-12345678,1e-5,0.00001\r\n"];

    public static ImmutableArray<string> Exploited { get; } =
        ["""{"title":"t","catalogVersion":"2026.01.02","dateReleased":"2026-01-02T03:04:05.6789Z","count":1,"vulnerabilities":[{"cveID":"CVE-2024-1","vendorProject":"v","dateAdded":"2026-01-01","dueDate":"2026-01-22","knownRansomwareCampaignUse":"Known","cwes":["CWE-1"]}]}"""];

    private static byte[] Archive(TarEntryFormat format)
    {
        var result = new MemoryStream();
        using (var writer = new TarWriter(result, format, leaveOpen: true))
        {
            var name = format == TarEntryFormat.V7 ? "etc/passwd" : $"{new string('d', 90)}/{new string('f', 90)}";
            foreach (var entry in (TarEntry[])[Entry(TarEntryType.Directory, "etc/"), Entry(format == TarEntryFormat.V7 ? TarEntryType.V7RegularFile : TarEntryType.RegularFile, name), Entry(TarEntryType.SymbolicLink, "etc/x"), Entry(TarEntryType.HardLink, "etc/y")])
            {
                if (entry.EntryType is TarEntryType.SymbolicLink or TarEntryType.HardLink) entry.LinkName = name;
                if (entry.EntryType is TarEntryType.RegularFile or TarEntryType.V7RegularFile) entry.DataStream = new MemoryStream("root:x:0:0"u8.ToArray());
                entry.ModificationTime = DateTimeOffset.UnixEpoch;
                writer.WriteEntry(entry);
            }
        }
        return result.ToArray();

        TarEntry Entry(TarEntryType type, string path) => format switch
        {
            TarEntryFormat.Pax => new PaxTarEntry(type, path),
            TarEntryFormat.Gnu => new GnuTarEntry(type, path),
            TarEntryFormat.V7 => new V7TarEntry(type, path),
            TarEntryFormat.Ustar => new UstarTarEntry(type, path),
            _ => throw new ArgumentOutOfRangeException(nameof(type)),
        };
    }
}
