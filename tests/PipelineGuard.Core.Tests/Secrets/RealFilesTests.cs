using System.Diagnostics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using PipelineGuard.Advisories;

namespace PipelineGuard.Secrets;

/// <summary>Files made by the programs that people make them with.</summary>
public sealed class RealFilesTests
{
    private static readonly DateTimeOffset Day = new(2026, 1, 5, 0, 0, 0, TimeSpan.Zero);

    public static TheoryData<string, string, string, string> Made => new()
    {
        // rule (- for none), program, arguments with {file}, where the file lies in an image
        { "PGS804", "ssh-keygen", "-q -t ed25519 -N '' -f {file}", "root/.ssh/id_ed25519" },
        { "PGS804", "ssh-keygen", "-q -t rsa -b 3072 -N '' -f {file}", "home/ci/.ssh/deploy" },
        { "PGS809", "ssh-keygen", "-q -t ed25519 -N secret-words -f {file}", "root/.ssh/id_ed25519" },
        { "PGS800", "ssh-keygen", "-q -t rsa -b 2048 -m PEM -N '' -f {file}", "root/.ssh/id_rsa" },
        { "PGS806", "ssh-keygen", "-q -t rsa -b 2048 -m PEM -N secret-words -f {file}", "root/.ssh/id_rsa" },
        { "PGS803", "openssl", "genpkey -algorithm ed25519 -out {file}", "etc/ssl/private/app.key" },
        { "PGS803", "openssl", "genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:4096 -out {file}", "etc/ssl/private/app.key" },
        { "PGS801", "openssl", "ecparam -name prime256v1 -genkey -noout -out {file}", "app/ec.pem" },
        { "PGS808", "openssl", "genpkey -algorithm ed25519 -aes256 -pass pass:secret-words -out {file}", "app/key.pem" },
        { "PGS854", "openssl", "genpkey -algorithm ed25519 -outform DER -out {file}", "app/key.der" },
        { "PGS850", "openssl", "req -x509 -newkey rsa:2048 -nodes -subj /CN=a -keyout {file}.k -out {file}.c ; openssl pkcs12 -export -inkey {file}.k -in {file}.c -passout pass: -out {file}", "app/cert.pfx" },
        { "PGS851", "openssl", "req -x509 -newkey rsa:2048 -nodes -subj /CN=a -keyout {file}.k -out {file}.c ; openssl pkcs12 -export -inkey {file}.k -in {file}.c -passout pass:secret-words -out {file}", "app/cert.p12" },
        { "-", "openssl", "req -x509 -newkey rsa:2048 -nodes -subj /CN=a -keyout {file}.k -out {file}", "etc/ssl/certs/app.pem" },
        { "-", "openssl", "req -x509 -newkey rsa:2048 -nodes -subj /CN=a -keyout {file}.k -out {file}.c ; openssl pkcs12 -export -nokeys -in {file}.c -passout pass: -out {file}", "etc/ssl/trust.p12" },
        { "PGS852", "keytool", "-genkeypair -storetype JKS -alias app -keyalg RSA -dname CN=a -storepass changeit -keypass changeit -keystore {file}", "app/store.jks" },
        { "PGS852", "keytool", "-genseckey -storetype JCEKS -alias app -keyalg AES -keysize 256 -storepass changeit -keypass changeit -keystore {file}", "app/store.jceks" },
        { "-", "keytool", "-genkeypair -alias a -keyalg RSA -dname CN=a -storepass changeit -keystore {file}.p ; keytool -exportcert -alias a -storepass changeit -keystore {file}.p -file {file}.c ; keytool -importcert -noprompt -storetype JKS -alias t -storepass changeit -file {file}.c -keystore {file}", "app/trust.jks" },
        { "PGS810", "puttygen", "-q -t ed25519 -O private --new-passphrase /dev/null -o {file}", "root/key.ppk" },
        { "PGS810", "puttygen", "-q -t rsa -b 2048 -O private --ppk-param version=2 --new-passphrase /dev/null -o {file}", "root/key.ppk" },
        { "PGS630", "age-keygen", "-o {file}", "root/key.txt" },
    };

    [Theory, MemberData(nameof(Made))]
    public async Task Finds_what_programs_write(string rule, string program, string arguments, string path)
    {
        SkipWithout(program);
        using var folder = new TemporaryFolder();
        using var shell = Process.Start(new ProcessStartInfo("sh", ["-ec", $"{program} {arguments.Replace("{file}", "made", StringComparison.Ordinal)}"]) { WorkingDirectory = folder.Path, RedirectStandardError = true, RedirectStandardOutput = true })!;
        var said = await shell.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await shell.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(shell.ExitCode == 0, said);

        AssertFound(rule, path, await File.ReadAllBytesAsync(folder["made"], TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(X509ContentType.Pkcs12, "", "PGS850")]
    [InlineData(X509ContentType.Pkcs12, "words", "PGS851")]
    public void Finds_stores_that_dotnet_writes(X509ContentType kind, string password, string rule)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(Day, Day.AddDays(1));

        AssertFound(rule, "https/aspnetapp.pfx", certificate.Export(kind, password));
    }

    // What tools keep, as they lay it out; braces are filled in at run time.
    [Theory]
    [InlineData("PGS920", "root/.netrc", "machine api.corp.internal\n  login ci\n  password {alnum:20}\n")]
    [InlineData("PGS922", "root/.pypirc", "[distutils]\nindex-servers =\n    corp\n\n[corp]\nrepository: https://pypi.corp.internal/\nusername: ci\npassword: {alnum:20}\n")]
    [InlineData("PGS202", "root/.npmrc", "@corp:registry=https://npm.corp.internal/\n//npm.corp.internal/:_authToken={alnum:40}\nalways-auth=true\n")]
    [InlineData("PGS921", "root/.docker/config.json", "{\n\t\"auths\": {\n\t\t\"registry.corp.internal\": {\n\t\t\t\"auth\": \"{login:24}\"\n\t\t}\n\t}\n}")]
    [InlineData("PGS923", "root/.kube/config", "apiVersion: v1\nkind: Config\nusers:\n- name: ci\n  user:\n    token: {alnum:60}\n")]
    [InlineData("PGS812", "root/.kube/config", "apiVersion: v1\nkind: Config\nusers:\n- name: ci\n  user:\n    client-certificate-data: {base64pem:CERTIFICATE}\n    client-key-data: {base64pem:RSA PRIVATE KEY}\n")]
    [InlineData("PGS900", "root/.nuget/NuGet/NuGet.Config", "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<configuration>\n  <packageSourceCredentials>\n    <corp>\n      <add key=\"Username\" value=\"ci\" />\n      <add key=\"ClearTextPassword\" value=\"{alnum:32}\" />\n    </corp>\n  </packageSourceCredentials>\n</configuration>\n")]
    [InlineData("PGS856", "root/.microsoft/usersecrets/0f8e0b1c-5d5a-4c56-8f0e-3b1f7c2a9d10/secrets.json", "{\n  \"Smtp:Login\": \"{alnum:20}\"\n}\n")]
    [InlineData("PGS902", "src/Properties/PublishProfiles/site.PublishSettings", "<publishData><publishProfile profileName=\"site - Web Deploy\" publishMethod=\"MSDeploy\" userName=\"$site\" userPWD=\"{alnum:60}\" /></publishData>")]
    [InlineData("PGS712", "app/web.config", "<configuration><connectionStrings><add name=\"Default\" connectionString=\"Data Source=sql1;Initial Catalog=shop;User ID=shop;Password={alnum:16}\" providerName=\"System.Data.SqlClient\" /></connectionStrings></configuration>")]
    [InlineData("PGS904", "app/web.config", "<system.web><machineKey validationKey=\"{HEX:128}\" decryptionKey=\"AutoGenerate\" validation=\"HMACSHA256\" /></system.web>")]
    [InlineData("PGS990", "root/.bash_history", "cd /srv\nexport DEPLOY_PASSWORD={alnum:20}\nmake deploy\n")]
    [InlineData("PGS990", "root/.ash_history", "APP_SECRET={alnum:24} ./run\n")]
    [InlineData("PGS714", "root/.zsh_history", ": 1767225600:0;MYSQL_PWD={alnum:20} mysql -u root\n")]
    [InlineData("PGS926", "root/.bash_history", "sshpass -p {alnum:14} ssh root@10.0.0.1\n")]
    [InlineData("PGS855", "root/.pgpass", "db.corp.internal:5432:shop:shop:{alnum:20}\n")]
    public void Finds_what_tools_keep(string rule, string path, string text) => AssertFound(rule, path, Encoding.UTF8.GetBytes(new SampleText(3).Expand(text)));

    private static void AssertFound(string rule, string path, byte[] content)
    {
        var inspector = new SecretInspector();
        inspector.Begin(path, content.Length, content.AsSpan(0, Math.Min(512, content.Length)));
        inspector.Append(content);
        var found = inspector.Finish().Select(hit => hit.Rule.Id);
        if (rule == "-") Assert.Empty(found);
        else Assert.Equal([rule], found.Distinct());
    }

    private static void SkipWithout(string program)
    {
        bool isThere = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, program)));
        if (!isThere && Environment.GetEnvironmentVariable("PIPELINEGUARD_MUST_NOT_SKIP") is null) Assert.Skip($"There is no {program}: install it from Debian's packages.");
    }
}
