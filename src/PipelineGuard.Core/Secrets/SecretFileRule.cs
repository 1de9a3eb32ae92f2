using PipelineGuard.Findings;

namespace PipelineGuard.Secrets;

/// <summary>A kind of secret that is a file of its own: a store of keys, or a file with nothing but a password in it.</summary>
/// <param name="Info">Id, words, severity, equivalents.</param>
/// <param name="Wants">Whether a file may be one, by its name and first bytes. Called for every file, so it looks at little.</param>
/// <param name="Finds">Whether it is one, by all of its bytes.</param>
internal sealed record SecretFileRule(RuleInfo Info, SecretFileFilter Wants, Func<ReadOnlyMemory<byte>, bool> Finds);

/// <summary>Judges a file by its name and its first bytes.</summary>
internal delegate bool SecretFileFilter(SecretSource source, ReadOnlySpan<byte> head);
