using static PipelineGuard.Findings.Severity;
using static PipelineGuard.Secrets.Rules.Row;

namespace PipelineGuard.Secrets.Rules;

/// <summary>PGS200 to PGS299: registries of images and packages.</summary>
internal static class RegistryRules
{
    private const string Publish = "publish packages in its owner's name, which others install";
    private const string Push = "pull private images and push changed ones";

    public static IEnumerable<SecretRule> All =>
    [
        Token("PGS200", Critical, "npm tokens", Publish, "npm_{alnum:30}{crc62:6}", "gitleaks:npm-access-token", "trivy:npm-access-token") with { Check = Validation.TokenChecksum.IsRight },
        Token("PGS201", Critical, "npm tokens of the older kind", Publish, ":_authToken={hex:8}-{hex:4}-{hex:4}-{hex:4}-{hex:12}"),
        Token("PGS202", High, "npm registry logins", "install and publish packages in its owner's name", ":_authToken={[0-9A-Za-z_.+/=-]:20-600}") with { IsGeneric = true },
        Token("PGS203", High, "npm registry passwords", "install and publish packages in its owner's name", "{:_password=|:_auth=}{padded:12-400}"),
        Token("PGS204", Critical, "NuGet keys", Publish, "oy2{small:43}") with { Check = Validation.Randomness.LooksDrawn },
        Token("PGS205", Critical, "PyPI tokens", Publish, "pypi-{AgEIcHlwaS5vcmc|AgENdGVzdC5weXBpLm9yZw}{url:50-300}", "gitleaks:pypi-upload-token", "trivy:pypi-upload-token"),
        Token("PGS206", Critical, "RubyGems keys", Publish, "rubygems_{hex:48}", "gitleaks:rubygems-api-token", "trivy:rubygems-api-token"),
        Token("PGS207", Critical, "crates.io tokens", Publish, "cio{alnum:32}"),
        Token("PGS208", High, "Clojars tokens", Publish, "CLOJARS_{hex:60}", "gitleaks:clojars-api-token", "trivy:clojars-api-token"),
        Token("PGS209", Critical, "Docker Hub tokens", Push, "{dckr_pat_|dckr_oat_}{url:27-32}"),
        Named("PGS210", High, "Docker Hub passwords", Push, "docker_hub|dockerhub|docker_password|docker_token|registry_password|registry_token|cr_pat", "{[0-9A-Za-z+/=_-]:16-64}") with { Check = Validation.Randomness.LooksDrawn, IsGeneric = true },
        Token("PGS211", Critical, "JFrog reference tokens", "read and publish what the server holds", "cmVmdGtu{alnum:56}", "gitleaks:jfrog-identity-token"),
        Token("PGS212", Critical, "Artifactory keys", "read and publish what the server holds", "AKCp{alnum:69}", "gitleaks:artifactory-api-key"),
        Named("PGS213", High, "JFrog keys by name", "read and publish what the server holds", "jfrog|artifactory|bintray", "{alnum:64-73}", "gitleaks:jfrog-api-key"),
        Named("PGS214", High, "Nexus logins", "read and publish what the server holds", "nexus|nxrm", "{[0-9A-Za-z+/=_-]:16-64}") with { Check = Validation.Randomness.LooksDrawn, IsGeneric = true },
        Named("PGS215", High, "Quay tokens", Push, "quay", "{[0-9A-Z]:64}"),
        Token("PGS216", High, "Cloudsmith and MyGet style feed keys in URLs", "read the private feed", "/F/{[0-9a-z-]:2-30}/auth/{hex:8}-{hex:4}-{hex:4}-{hex:4}-{hex:12}/"),
        Named("PGS217", High, "Cloudsmith keys", Publish, "cloudsmith", "{hex:40}"),
        Named("PGS218", High, "Gemfury tokens", Publish, "gemfury|fury_token|fury_auth", "{url:20-30}"),
        Named("PGS219", High, "Hex.pm keys", Publish, "hex_api_key|hex_auth", "{hex:32}"),
        Named("PGS220", High, "Packagist tokens", Publish, "packagist", "{alnum:20-70}") with { Check = Validation.Randomness.LooksDrawn },
        Named("PGS221", High, "Maven and Gradle repository passwords", Publish, "ossrh|sonatype|mavencentral|maven_central|gradle_publish|signing.password", "{[0-9A-Za-z+/=_.-]:16-64}") with { Check = Validation.Randomness.LooksDrawn },
        Token("PGS223", High, "Anaconda tokens", Publish, "{an-|co-}{hex:8}-{hex:4}-{hex:4}-{hex:4}-{hex:12}"),
        Named("PGS224", High, "Cargo registry tokens", Publish, "cargo_registr", "{[0-9A-Za-z_-]:32-64}"),
        Named("PGS225", High, "NuGet feed keys by name", Publish, "nuget_api|nugetapikey|nuget_key|nuget_token|nugetkey", "{[0-9A-Za-z-]:32-64}"),
        Named("PGS227", Medium, "Gradle Develocity keys", "read builds of the organisation", "develocity|gradle_enterprise", "{[0-9A-Za-z=._-]:40-80}"),
        Named("PGS228", High, "pub.dev and Flutter tokens", Publish, "pub_token|pubdev", "{[0-9A-Za-z._-]:40-300}"),
        Named("PGS229", High, "Helm and ChartMuseum passwords", "publish charts that others install", "chartmuseum|helm_repo|helm_registry", "{[0-9A-Za-z+/=_-]:16-64}") with { Check = Validation.Randomness.LooksDrawn, IsGeneric = true },
        Named("PGS230", High, "Harbor robot secrets", Push, "harbor", "{alnum:32}"),
    ];
}
