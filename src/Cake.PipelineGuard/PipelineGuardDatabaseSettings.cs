using Cake.Core.IO;

namespace Cake.PipelineGuard;

/// <summary>Which advisory data to fetch, and from where.</summary>
public sealed class PipelineGuardDatabaseSettings
{
    /// <summary>The folder with the advisory stores; null for the user's own.</summary>
    public DirectoryPath? Db { get; set; }

    /// <summary>https addresses, folders or archives in OSV's layout, mirrors in order; empty for OSV itself.</summary>
    public ICollection<string> From { get; init; } = [];

    /// <summary>OSV's names of ecosystems: Debian, NuGet, npm, …; empty for those already there.</summary>
    public ICollection<string> Ecosystems { get; init; } = [];

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

    /// <summary>Adds an ecosystem.</summary>
    public PipelineGuardDatabaseSettings WithEcosystem(string name)
    {
        Ecosystems.Add(name);
        return this;
    }
}
