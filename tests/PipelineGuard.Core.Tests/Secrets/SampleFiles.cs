namespace PipelineGuard.Secrets;

/// <summary>A file in which the examples of a rule stand, for rules that look into some files only.</summary>
internal static class SampleFiles
{
    public static SecretSource For(string id) => new(id switch
    {
        "PGS813" => "etc/wireguard/wg0.conf",
        "PGS816" => "etc/bind/rndc.key",
        "PGS901" => "app/NuGet.config",
        "PGS903" => "app/Properties/PublishProfiles/site.pubxml.user",
        "PGS910" => "app/appsettings.json",
        "PGS920" => "root/.netrc",
        "PGS922" => "root/.pypirc",
        "PGS923" => "root/.kube/config",
        "PGS929" => "root/.my.cnf",
        "PGS930" => "root/.s3cfg",
        "PGS931" => "root/.m2/settings.xml",
        "PGS932" => "root/.gradle/gradle.properties",
        "PGS933" => "root/.composer/auth.json",
        "PGS934" => "root/.cargo/credentials.toml",
        "PGS935" => "root/.gem/credentials",
        "PGS936" => "etc/wpa_supplicant/wpa_supplicant.conf",
        "PGS937" => "root/.config/gh/hosts.yml",
        "PGS950" => "app/shop/settings.py",
        "PGS990" => "app/.env",
        _ => "app/notes.txt",
    });
}
