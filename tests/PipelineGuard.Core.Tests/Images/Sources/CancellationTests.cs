using PipelineGuard.Advisories;
using PipelineGuard.Advisories.Feeds;
using PipelineGuard.Images.Building;
using PipelineGuard.Images.Sources.Registries;
using PipelineGuard.IO;

namespace PipelineGuard.Images.Sources;

/// <summary>At each stage at which a server can keep us waiting, and no patience ends within the test, cancelling does.</summary>
public sealed class CancellationTests : IDisposable
{
    private static readonly TimeSpan Ages = TimeSpan.FromHours(1);

    private static readonly RegistryAccess Patient = FakeRegistry.Access with { Retry = new() { Silence = Ages, LongestPause = Ages, FirstPause = Ages }, HelperPatience = Ages };

    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        _stop.Dispose();
        _folder.Dispose();
    }

    private static readonly Dictionary<string, Func<FakeRegistry, FakeRequest, Answer?>> RegistryStages = new()
    {
        ["the manifest"] = (_, request) => request.Item == "manifests/1.0" ? Answer.None : null,
        ["the body of the manifest"] = (_, request) => request.Item == "manifests/1.0" ? Half(new byte[1000]) : null,
        ["the manifest of a platform"] = (registry, request) => request.Item.StartsWith("manifests/sha256:", StringComparison.Ordinal) ? Answer.None : null,
        ["the configuration"] = (registry, request) => IsConfig(registry, request) ? Answer.None : null,
        ["what is attached"] = (_, request) => request.Item.StartsWith("referrers/", StringComparison.Ordinal) ? Answer.None : null,
        ["a layer"] = (registry, request) => IsLayer(registry, request) ? Answer.None : null,
        ["the middle of a layer"] = (registry, request) => IsLayer(registry, request) ? Half(registry[request.Item]) : null,
        ["the pause before another attempt"] = (_, request) => request.Item == "manifests/1.0" ? Answer.Of(503) : null,
        ["the pause that a busy registry asks for"] = (_, request) => request.Item == "manifests/1.0" ? Answer.Of(429, "Retry-After: 3000\r\n") : null,
        ["the pause within a layer"] = (registry, request) => IsLayer(registry, request) ? new(200, registry[request.Item][..50]) { StatedLength = registry[request.Item].Length } : null,
    };

    public static TheoryData<string> RegistryStageNames => [.. RegistryStages.Keys];

    [Theory, MemberData(nameof(RegistryStageNames))]
    public async Task Of_a_registry(string stage)
    {
        using var registry = new FakeRegistry(OciLayoutWriter.WriteMultiPlatform(RegistryRead.Sample(), RegistryRead.Sample().Platform("linux/arm64")));
        registry.Instead = request => Noted(RegistryStages[stage](registry, request));

        await EndsAsync("registry:" + registry.Image, Patient);
    }

    [Fact]
    public async Task Of_a_token_server()
    {
        using var tokens = new LoopbackServer((_, _) => Noted(Answer.None)!);
        using var registry = new FakeRegistry(OciLayoutWriter.Write(RegistryRead.Sample()));
        registry.Instead = _ => Answer.Of(401, $"WWW-Authenticate: Bearer realm=\"http://{tokens.Host}/token\"\r\n");

        await EndsAsync("registry:" + registry.Image, Patient);
    }

    [Fact]
    public async Task Of_a_server_that_does_not_even_shake_hands()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        var accepted = listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken).AsTask();
        _ = accepted.ContinueWith(_ => _reached.TrySetResult(), TaskScheduler.Default);

        await EndsAsync($"registry:127.0.0.1:{((System.Net.IPEndPoint)listener.LocalEndpoint).Port}/app:1", Patient);
        (await accepted).Dispose();
    }

    [Fact]
    public async Task Of_a_credential_helper_which_is_ended()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The helper of this test is a shell script.");
        using var registry = new FakeRegistry(OciLayoutWriter.Write(RegistryRead.Sample()));
        registry.Instead = _ => Answer.Of(401, "WWW-Authenticate: Basic realm=\"here\"\r\n");
        File.WriteAllText(_folder["docker-credential-slow"], $"#!/bin/sh\necho $$ >'{_folder["pid.part"]}'; mv '{_folder["pid.part"]}' '{_folder["pid"]}'\nexec sleep 3600\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(_folder["docker-credential-slow"], UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var access = TestLogin.With(_folder, """{"credsStore":"slow"}""");
        _ = Task.Run(async () =>
        {
            while (!File.Exists(_folder["pid"])) await Task.Delay(20, TestContext.Current.CancellationToken);
            _reached.TrySetResult();
        }, TestContext.Current.CancellationToken);

        await EndsAsync("registry:" + registry.Image, Patient with { Environment = name => name == "PATH" ? _folder.Path : access.Environment(name) });

        var pid = int.Parse(File.ReadAllText(_folder["pid"]), System.Globalization.CultureInfo.InvariantCulture);
        await GoneAsync(pid).WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
    }

    [Theory, InlineData("/_ping"), InlineData("/json"), InlineData("/get"), InlineData("/get, the middle")]
    public async Task Of_an_engine(string stage)
    {
        var archive = DockerArchiveWriter.Write(TestImage.Alpine());
        var path = stage.Split(',')[0];
        using var engine = new LoopbackServer((asked, _) =>
            asked.EndsWith(path, StringComparison.Ordinal) ? Noted(path == stage ? Answer.None : new(200, archive[..(archive.Length / 2)]) { StatedLength = archive.Length, StaysSilent = true })!
            : asked == "/_ping" ? new(200, "OK"u8.ToArray(), "Api-Version: 1.41\r\n")
            : new(200, """{"Os":"linux","Architecture":"amd64"}"""u8.ToArray()));

        await EndsAsync("docker:example/app:1.0", Patient with { Environment = name => name == "DOCKER_HOST" ? "tcp://" + engine.Host : null });
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task Of_an_archive_that_comes_through_a_pipe_and_never_ends(bool compressed)
    {
        using var endless = new Endless(compressed, () => _reached.TrySetResult());

        await EndsAsync("-", Patient, endless);
    }

    private static bool IsConfig(FakeRegistry registry, FakeRequest request) => request.Item.StartsWith("blobs/", StringComparison.Ordinal) && registry[request.Item][0] == '{';

    private static bool IsLayer(FakeRegistry registry, FakeRequest request) => request.Item.StartsWith("blobs/", StringComparison.Ordinal) && registry[request.Item][0] != '{';

    private static Answer Half(byte[] all) => new(200, all[..(all.Length / 2)]) { StatedLength = all.Length, StaysSilent = true };

    private Answer? Noted(Answer? answer)
    {
        if (answer is not null) _reached.TrySetResult();
        return answer;
    }

    // Nothing but cancelling ends it within the test; that it does so at all is what is asserted, not how fast.
    private async Task EndsAsync(string target, RegistryAccess access, Stream? standardInput = null)
    {
        var reading = Task.Run(ReadAsync, TestContext.Current.CancellationToken);
        var first = await Task.WhenAny(_reached.Task, reading).WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        if (first == reading) await reading;

        await _stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading.WaitAsync(TimeSpan.FromSeconds(60)));

        async Task ReadAsync()
        {
            var log = new TestLog();
            using var image = ImageOpener.Open(target, standardInput is null && target.StartsWith("registry", StringComparison.Ordinal) && target.EndsWith(":1.0", StringComparison.Ordinal) ? "linux/amd64" : null, ReadLimits.Default, log, _stop.Token, standardInput is null ? null : () => standardInput, access);
            await ImageReader.ReadAsync(image, new Everything(), ReadLimits.Default, log, progress: null, _stop.Token);
        }
    }

    private static async Task GoneAsync(int pid)
    {
        while (true)
        {
            try
            {
                using var process = System.Diagnostics.Process.GetProcessById(pid);
            }
            catch (ArgumentException)
            {
                return;
            }
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    private sealed class Everything : IFileAnalyzer<int>
    {
        public bool WantsName(ImagePath path) => false;

        public bool Wants(in FileFacts facts) => false;

        public IFileAnalysis<int>? Begin(in FileFacts facts, ReadOnlySpan<byte> head) => null;
    }

    /// <summary>A tar with one file of all sizes, or the same compressed to zeros without end.</summary>
    private sealed class Endless(bool compressed, Action reached) : ForwardStream
    {
        private readonly byte[] _start = compressed ? [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3] : TestTar.Header('0', "endless", size: 1L << 40);
        private long _position;

        public override int Read(Span<byte> buffer)
        {
            if (_position > 2 << 20) reached();
            int count = 0;
            while (count < buffer.Length && count < 64 << 10)
            {
                // Behind the header: stored blocks without content (RFC 1951 §3.2.4), which make no output.
                buffer[count++] = _position < _start.Length ? _start[_position] : compressed ? (byte)(((_position - _start.Length) % 5) switch { 3 or 4 => 0xff, _ => 0 }) : (byte)0;
                _position++;
            }
            if (_position > 4 << 20) Thread.Sleep(1); // Not to fill the disk while the test waits.
            return count;
        }
    }
}
