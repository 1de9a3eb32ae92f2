using System.Text;
using System.Text.Json.Nodes;
using PipelineGuard.Advisories.Feeds;
using PipelineGuard.Images.Building;

namespace PipelineGuard.Images.Sources.Registries;

/// <summary>What stands beside an image in its registry is listed, by every way there is to attach something.</summary>
public sealed class RegistryAttachmentsTests : IDisposable
{
    private readonly FakeRegistry _registry = new(OciLayoutWriter.Write(RegistryRead.Sample()));

    public void Dispose() => _registry.Dispose();

    [Theory]
    [InlineData("application/spdx+json", "sbom")]
    [InlineData("application/vnd.cyclonedx+json", "sbom")]
    [InlineData("application/vnd.openvex+json", "vex")]
    [InlineData("application/vnd.cncf.notary.signature", "signature")]
    [InlineData("application/vnd.dev.cosign.artifact.sig.v1+json", "other")]
    [InlineData("application/vnd.in-toto+json", "attestation")]
    [InlineData("application/vnd.acme.thing", "other")]
    public async Task Referrers_are_listed_with_their_kind(string type, string kind)
    {
        _registry.Add("referrers/" + _registry.Top, OciLayoutWriter.IndexType, Index(Referrer(type)));

        var attachment = Assert.Single(await ListAsync());

        Assert.Equal((kind, type), (attachment.Kind, attachment.Type));
    }

    [Fact]
    public async Task The_type_of_a_bundle_is_that_of_what_it_vouches_for()
    {
        var item = Referrer("application/vnd.dev.sigstore.bundle.v0.3+json");
        item["annotations"] = new JsonObject { ["dev.sigstore.bundle.predicateType"] = "https://spdx.dev/Document" };
        _registry.Add("referrers/" + _registry.Top, OciLayoutWriter.IndexType, Index(item));

        Assert.Equal("sbom", Assert.Single(await ListAsync()).Kind);
    }

    [Fact]
    public async Task A_registry_without_that_question_may_have_the_list_under_a_tag()
    {
        _registry.Add("manifests/" + _registry.Top.Replace(':', '-'), OciLayoutWriter.IndexType, Index(Referrer("application/spdx+json")));

        Assert.Equal("sbom", Assert.Single(await ListAsync()).Kind);
    }

    [Theory, InlineData(".sig", "application/vnd.dev.cosign.simplesigning.v1+json", "signature"), InlineData(".sbom", "text/spdx+json", "sbom"), InlineData(".att", "application/vnd.dsse.envelope.v1+json", "attestation")]
    public async Task Tags_of_cosign_are_listed(string suffix, string type, string kind)
    {
        _registry.Add($"manifests/{_registry.Top.Replace(':', '-')}{suffix}", OciLayoutWriter.ManifestType, Manifest(type, null));

        Assert.Equal((kind, type), await ListAsync() is [var only] ? (only.Kind, only.Type) : default);
    }

    [Fact]
    public async Task Attestations_that_BuildKit_puts_beside_the_platform_are_listed_and_those_of_others_are_not()
    {
        var layout = OciLayoutWriter.WriteMultiPlatform(RegistryRead.Sample(), RegistryRead.Sample().Platform("linux/arm64"));
        using var plain = new FakeRegistry(layout);
        var index = JsonNode.Parse(plain["manifests/1.0"])!;
        var items = index["manifests"]!.AsArray();
        var (own, other) = (items[0]!["digest"]!.GetValue<string>(), items[1]!["digest"]!.GetValue<string>());
        var (bill, proof) = (Manifest("application/vnd.in-toto+json", "https://spdx.dev/Document"), Manifest("application/vnd.in-toto+json", "https://slsa.dev/provenance/v1"));
        items.Add(Attestation(bill, own));
        items.Add(Attestation(proof, other));
        layout.AddBlob(bill);
        layout.AddBlob(proof);
        using var registry = new FakeRegistry(layout);
        registry.Add("manifests/1.0", OciLayoutWriter.IndexType, ImageJson.Bytes(index));

        Assert.Equal(["https://spdx.dev/Document"], (await ListAsync(registry, "linux/amd64")).Select(item => item.Type));
        Assert.Equal(["https://slsa.dev/provenance/v1"], (await ListAsync(registry, "linux/arm64")).Select(item => item.Type));
    }

    [Fact]
    public async Task What_is_attached_to_the_index_counts_too()
    {
        using var registry = new FakeRegistry(OciLayoutWriter.WriteMultiPlatform(RegistryRead.Sample()));
        registry.Add("referrers/" + registry.Top, OciLayoutWriter.IndexType, Index(Referrer("application/vnd.cncf.notary.signature")));

        Assert.Equal("signature", Assert.Single(await ListAsync(registry)).Kind);
    }

    [Fact]
    public async Task A_list_in_pages_is_read_to_its_end()
    {
        _registry.Instead = request => request.Item.StartsWith("referrers/", StringComparison.Ordinal)
            ? request.Item.Contains("page=2", StringComparison.Ordinal)
                ? new(200, Index(Referrer("application/vnd.openvex+json")))
                : new(200, Index(Referrer("application/spdx+json")), $"Link: </v2/example/app/{request.Item}?page=2>; rel=\"next\"\r\n")
            : null;

        Assert.Equal(["sbom", "vex"], (await ListAsync()).Select(item => item.Kind));
    }

    [Theory, InlineData("/v2/example/app/referrers/x?again=1"), InlineData("https://host.example/more"), InlineData("/v2/other/app/referrers/x"), InlineData("nonsense"), InlineData("SELF")]
    public async Task A_list_whose_pages_lead_astray_or_never_end_ends(string next)
    {
        _registry.Instead = request => request.Item.StartsWith("referrers/", StringComparison.Ordinal)
            ? new(200, Index(Referrer("application/spdx+json")), $"Link: <{next.Replace("SELF", request.Path, StringComparison.Ordinal)}>; rel=\"next\"\r\n") : null;

        using var read = await RegistryRead.ReadAsync(_registry);

        Assert.Equal("sbom", Assert.Single(read.Image.Attachments).Kind);
        Assert.Contains("PG2028", read.Log.Codes);
        Assert.True(_registry.Requests.Count < 50);
        Assert.DoesNotContain(_registry.Requests, request => request.Path.Contains("/other/", StringComparison.Ordinal));
    }

    [Theory, InlineData("no JSON"), InlineData("[]"), InlineData("{\"manifests\":7}"), InlineData("{\"manifests\":[7,{},{\"digest\":\"sha256:../../x\"}]}")]
    public async Task A_damaged_list_does_not_end_the_scan(string body)
    {
        _registry.Add("referrers/" + _registry.Top, OciLayoutWriter.IndexType, Encoding.UTF8.GetBytes(body));

        using var read = await RegistryRead.ReadAsync(_registry);

        Assert.Empty(read.Image.Attachments);
        Assert.Equal(2, read.Files.Count);
        Assert.All(read.Log.Codes, code => Assert.Equal("PG2028", code));
    }

    [Theory, InlineData(500), InlineData(403), InlineData(401)]
    public async Task A_registry_that_will_not_say_is_told_and_the_image_is_read(int status)
    {
        _registry.Instead = request => request.Item.StartsWith("referrers/", StringComparison.Ordinal) ? Answer.Of(status) : null;

        using var read = await RegistryRead.ReadAsync(_registry);

        Assert.Equal(2, read.Files.Count);
        Assert.Equal(["PG2028"], read.Log.Codes);
    }

    // Registries from before the specification have no such address at all.
    [Theory, InlineData(400), InlineData(405), InlineData(501)]
    public async Task A_registry_that_does_not_know_the_question_is_asked_for_the_tag(int status)
    {
        _registry.Instead = request => request.Item.StartsWith("referrers/", StringComparison.Ordinal) ? Answer.Of(status) : null;
        _registry.Add("manifests/" + _registry.Top.Replace(':', '-'), OciLayoutWriter.IndexType, Index(Referrer("application/spdx+json")));

        using var read = await RegistryRead.ReadAsync(_registry);

        Assert.Equal("sbom", Assert.Single(read.Image.Attachments).Kind);
        Assert.Empty(read.Log.Problems);
    }

    [Fact]
    public async Task Millions_of_attachments_are_bounded()
    {
        _registry.Add("referrers/" + _registry.Top, OciLayoutWriter.IndexType, Index([.. Enumerable.Range(0, 5_000).Select(i => Referrer("application/vnd.acme." + i))]));

        Assert.InRange((await ListAsync()).Count, 1, 200);
    }

    private Task<IReadOnlyList<ImageAttachment>> ListAsync() => ListAsync(_registry);

    private static async Task<IReadOnlyList<ImageAttachment>> ListAsync(FakeRegistry registry, string? platform = null)
    {
        using var read = await RegistryRead.ReadAsync(registry, platform: platform);
        return read.Image.Attachments;
    }

    private static byte[] Index(params JsonObject[] items) => OciLayoutWriter.Index(items);

    private static JsonObject Referrer(string type)
    {
        var item = ImageJson.Descriptor(OciLayoutWriter.ManifestType, Encoding.UTF8.GetBytes(type));
        item["artifactType"] = type;
        return item;
    }

    private static JsonObject Attestation(byte[] manifest, string subject)
    {
        var item = ImageJson.Descriptor(OciLayoutWriter.ManifestType, manifest);
        item["platform"] = new JsonObject { ["os"] = "unknown", ["architecture"] = "unknown" };
        item["annotations"] = new JsonObject { ["vnd.docker.reference.type"] = "attestation-manifest", ["vnd.docker.reference.digest"] = subject };
        return item;
    }

    private static byte[] Manifest(string layerType, string? predicate)
    {
        var layer = ImageJson.Descriptor(layerType, [1]);
        if (predicate is not null) layer["annotations"] = new JsonObject { ["in-toto.io/predicate-type"] = predicate };
        return ImageJson.Bytes(new JsonObject { ["schemaVersion"] = 2, ["mediaType"] = OciLayoutWriter.ManifestType, ["layers"] = new JsonArray(layer) });
    }
}
