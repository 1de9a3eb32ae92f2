using PipelineGuard.Findings;
using PipelineGuard.Hardening.Settings;

namespace PipelineGuard.Hardening.Rules;

/// <summary>Looks for client settings that switch verification off, or that use plain HTTP.</summary>
internal sealed class DownloadSafely : ImageRule
{
    private static readonly string[] Unsafe =
        ["check_certificate=off", "check-certificate=off", "sslverify=false", "sslverify=0", "strict-ssl=false", "trusted-host=", "registry=http://", "index-url=http://", "extra-index-url=http://"];

    public override RuleInfo Info { get; } = new("PGI075", "Let download tools verify whom they ask", Severity.Medium)
    {
        Why = "Such a setting holds for every download in the container, whoever starts it.",
        Fix = "Remove the setting; add the missing certificate authority to the trust store.",
        Flags = ["CMD /bin/sh\nfile 644 0 root/.curlrc insecure", "CMD /bin/sh\nfile 644 0 etc/pip.conf [global]\\ntrusted-host = example.com", "CMD /bin/sh\nfile 644 0 root/.npmrc strict-ssl=false"],
        Allows = ["CMD /bin/sh\nfile 644 0 root/.npmrc registry=https://example.com/npm/", "CMD /bin/sh\nfile 644 0 etc/gitconfig [http]\\nsslVerify = true"],
        Tags = ["cwe:295"],
    };

    public override Examination Examine(ImageFacts image) => Examined.Settings(image, "it has no settings of download tools", SettingsKind.Downloads);

    public override IEnumerable<Finding> Check(ImageFacts image) =>
        from at in image.Lines(SettingsKind.Downloads)
        let text = at.Line.Text.Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant()
        where text is "insecure" or "-k" or "--insecure" || Unsafe.Any(start => text.StartsWith(start, StringComparison.Ordinal))
        select At(image, at.File, at.Line, $"'{at.File.Path}' switches verification off, or uses plain HTTP.");
}
