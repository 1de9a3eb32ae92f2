namespace PipelineGuard.Secrets;

/// <summary>What is searched: a file of a layer, a Dockerfile, or one value of an image's configuration.</summary>
/// <param name="Path">Its path in the image, with forward slashes and none in front; a name for what is no file.</param>
internal sealed record SecretSource(string Path)
{
    /// <summary>True for programs, pictures and the like: then only rules run that cannot be met by chance.</summary>
    public bool IsBinary { get; init; }

    /// <summary>True for a value of an image's configuration or an instruction: whoever sets a variable there means it.</summary>
    public bool IsConfiguration { get; init; }

    /// <summary>True for a file of a public package: then rules that go by names alone are silent.</summary>
    public bool IsManaged { get; init; }

    /// <summary>The last part of the path.</summary>
    public ReadOnlySpan<char> Name => Path.AsSpan(Path.LastIndexOf('/') + 1);

    /// <summary>True when the path, or its end from a slash on, is this.</summary>
    public bool EndsWith(string end) =>
        Path.EndsWith(end, StringComparison.OrdinalIgnoreCase) && (Path.Length == end.Length || Path[^(end.Length + 1)] == '/');
}
