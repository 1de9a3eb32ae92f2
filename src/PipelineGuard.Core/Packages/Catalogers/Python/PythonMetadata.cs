namespace PipelineGuard.Packages.Catalogers.Python;

/// <summary>What the metadata of an installed Python package says (core metadata specification): a block of headers, then perhaps a long description.</summary>
internal sealed class PythonMetadata
{
    private const string Classifier = "License ::";

    /// <summary><c>Name</c> as written; null when there is none.</summary>
    public string? Name { get; private set; }

    /// <summary><c>Version</c>; null when there is none.</summary>
    public string? Version { get; private set; }

    /// <summary><c>License-Expression</c>; null when there is none.</summary>
    public string? LicenseExpression { get; private set; }

    /// <summary><c>License</c>; null when there is none, or when it is a whole licence text over several lines.</summary>
    public string? License { get; private set; }

    /// <summary>The last parts of the licence classifiers: <c>MIT License</c>.</summary>
    public List<string> LicenseClassifiers { get; } = [];

    /// <summary>The licences, from the most exact statement that there is.</summary>
    public IEnumerable<string?> Licenses =>
        LicenseExpression is not null ? [LicenseExpression]
        : License is { Length: > 0 } and not "UNKNOWN" ? [License]
        : LicenseClassifiers;

    /// <summary>Reads the headers. Never throws.</summary>
    public static PythonMetadata Parse(ReadOnlySpan<byte> text)
    {
        var metadata = new PythonMetadata();
        var lines = new HeaderLines(text);
        bool isInLicense = false;
        while (lines.Next() && lines.Kind != HeaderLineKind.Blank)
        {
            if (lines.Kind == HeaderLineKind.Continuation && isInLicense) metadata.License = null;
            if (lines.Kind != HeaderLineKind.Field) continue;
            isInLicense = lines.IsNamed("License"u8);
            metadata.Take(lines);
        }
        return metadata;
    }

    private void Take(HeaderLines field)
    {
        if (field.IsNamed("Name"u8)) Name ??= field.Text();
        else if (field.IsNamed("Version"u8)) Version ??= field.Text();
        else if (field.IsNamed("License-Expression"u8)) LicenseExpression = field.Text();
        else if (field.IsNamed("License"u8)) License = field.Text();
        else if (field.IsNamed("Classifier"u8)) TakeClassifier(field.Text());
    }

    private void TakeClassifier(string classifier)
    {
        if (!classifier.StartsWith(Classifier, StringComparison.Ordinal) || LicenseClassifiers.Count >= Plausibility.MaxLicenses) return;
        LicenseClassifiers.Add(classifier[(classifier.LastIndexOf("::", StringComparison.Ordinal) + 2)..].Trim());
    }
}
