using PipelineGuard.Findings;
using PipelineGuard.Images.Building;

namespace PipelineGuard.Images.Sources.Registries;

/// <summary>What tests of registries do again and again.</summary>
internal static class RegistryRead
{
    /// <summary>One file in each of two layers, the second of them <paramref name="bytes"/> long.</summary>
    public static TestImage Sample(int bytes = 8) => TestImage.Empty().With("first", "1").Layer("COPY").Compressed(IO.Compression.None).With("second", new string('x', bytes));

    /// <summary>Reads the image of a registry.</summary>
    public static Task<ReadImage> ReadAsync(FakeRegistry registry, RegistryAccess? access = null, string? platform = null) =>
        ReadImage.ReadAsync("registry:" + registry.Image, path => path is "first" or "second", platform: platform, access: access ?? FakeRegistry.Access);

    /// <summary>Why it cannot be read.</summary>
    public static async Task<GuardException> RefusedAsync(FakeRegistry registry, RegistryAccess? access = null) =>
        await Assert.ThrowsAsync<GuardException>(async () => (await ReadAsync(registry, access)).Dispose());
}
