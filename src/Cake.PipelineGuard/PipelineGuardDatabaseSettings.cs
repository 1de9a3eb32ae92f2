using Cake.Core.IO;

namespace Cake.PipelineGuard;

/// <summary>Which advisory data to fetch, and from where.</summary>
public sealed class PipelineGuardDatabaseSettings
{
    /// <summary>The folder with the advisory stores; null for the user's own.</summary>
    public DirectoryPath? Db { get; set; }

    /// <summary>https addresses, folders or archives in OSV's layout, or prebuilt stores as <c>oci:HOST/NAME[:TAG][@DIGEST]</c>; mirrors in order; empty for OSV itself.</summary>
    public ICollection<string> From { get; init; } = [];

    /// <summary>OSV's names of ecosystems: Debian, NuGet, npm, …; empty for those already there.</summary>
    public ICollection<string> Ecosystems { get; init; } = [];

    /// <summary>Registries that may be asked for prebuilt stores without TLS, each <c>HOST[:PORT]</c>; those on this machine always may.</summary>
    public ICollection<string> InsecureRegistry { get; init; } = [];

    /// <summary>Certificate authorities of such registries in PEM, beside the system's; null for those alone.</summary>
    public FilePath? RegistryCa { get; set; }

    /// <summary>Hosts of another domain that may have the credential of such a registry in exchange for a token.</summary>
    public ICollection<string> TokenServer { get; init; } = [];

    /// <summary>Takes advisory data from, and writes it to, this folder.</summary>
    public PipelineGuardDatabaseSettings SetDb(DirectoryPath folder)
    {
        Db = folder;
        return this;
    }

    /// <summary>Adds a source or mirror.</summary>
    public PipelineGuardDatabaseSettings WithSource(string source)
    {
        From.Add(source);
        return this;
    }

    /// <summary>Adds a registry that may be asked without TLS.</summary>
    public PipelineGuardDatabaseSettings WithInsecureRegistry(string host)
    {
        InsecureRegistry.Add(host);
        return this;
    }

    /// <summary>Trusts these certificate authorities of registries too.</summary>
    public PipelineGuardDatabaseSettings SetRegistryCa(FilePath file)
    {
        RegistryCa = file;
        return this;
    }

    /// <summary>Adds a host that may have the credential of a registry in exchange for a token.</summary>
    public PipelineGuardDatabaseSettings WithTokenServer(string host)
    {
        TokenServer.Add(host);
        return this;
    }

    /// <summary>Adds an ecosystem.</summary>
    public PipelineGuardDatabaseSettings WithEcosystem(string name)
    {
        Ecosystems.Add(name);
        return this;
    }
}
