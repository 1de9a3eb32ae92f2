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
    ];

    public static ImmutableArray<string> Paths { get; } =
        ["src/Dockerfile", "C:\\work\\Dockerfile", "a b/%20/ü#x?y", "/etc/passwd", "../../x", "http://h/x", "//host/share", "file:///x", "registry.example.com:5000/a/b:1", "\uD83D\uDC33/x"];

    /// <summary>An archive with entries of each kind, as text of one character for each byte below 128.</summary>
    public static ImmutableArray<string> Tar { get; } = [Encoding.UTF8.GetString(Archive(TarEntryFormat.Pax)), Encoding.UTF8.GetString(Archive(TarEntryFormat.Gnu)), Encoding.UTF8.GetString(Archive(TarEntryFormat.V7))];

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
