using System.Collections.Immutable;
using PipelineGuard.Findings;

namespace PipelineGuard.Images;

/// <summary>Learns something from single files. Called from several threads at once.</summary>
/// <typeparam name="T">What it learns from one file; a value that can be kept with the layer.</typeparam>
internal interface IFileAnalyzer<T>
{
    /// <summary>
    /// True for a file that counts because of its name, such as a package database. It is then also read where only links lead to that
    /// name. Called for every file of every layer, so it compares characters and nothing more.
    /// </summary>
    bool WantsName(ImagePath path);

    /// <summary>True when the file's first bytes are worth a look. Called for every file of every layer; must be true where <see cref="FileFacts.IsNamed"/> is.</summary>
    bool Wants(in FileFacts facts);

    /// <summary>Begins with a file that <see cref="Wants"/> accepted, knowing its first bytes; null when it is of no interest after all.</summary>
    IFileAnalysis<T>? Begin(in FileFacts facts, ReadOnlySpan<byte> head);
}

/// <summary>The analysis of one file.</summary>
/// <typeparam name="T">What it gives.</typeparam>
internal interface IFileAnalysis<T>
{
    /// <summary>Those who see every byte on its way; empty for none.</summary>
    ImmutableArray<IContentInspector> Inspectors { get; }

    /// <summary>True to have the whole content in <see cref="Complete"/>, from memory or, when it is large, from a temporary file.</summary>
    bool KeepsContent { get; }

    /// <summary>Called once all bytes were read.</summary>
    /// <param name="file">The file; its content can be read only if <see cref="KeepsContent"/>, and only during the call.</param>
    /// <param name="log">Takes what is wrong with it.</param>
    /// <returns>What was learned; null when there is nothing worth keeping.</returns>
    T? Complete(ImageFile file, IScanLog log);
}
