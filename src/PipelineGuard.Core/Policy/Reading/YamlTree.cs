using System.Collections.Immutable;

namespace PipelineGuard.Policy.Reading;

/// <summary>A piece of a YAML document (yaml.org, specification 1.2.2) with the place where it starts. Lines and columns count from 1.</summary>
internal abstract record YamlNode(int Line, int Column);

/// <summary>A text; plain means written without quotes, so that it may also be a number or a truth value.</summary>
internal sealed record YamlScalar(int Line, int Column, string Text, bool IsPlain) : YamlNode(Line, Column);

/// <summary>A list.</summary>
internal sealed record YamlSequence(int Line, int Column, ImmutableArray<YamlNode> Items) : YamlNode(Line, Column);

/// <summary>Keys with values, in the order written; a key that stands there twice is there twice.</summary>
internal sealed record YamlMapping(int Line, int Column, ImmutableArray<YamlEntry> Entries) : YamlNode(Line, Column);

/// <summary>Something that a policy must not use, already reported; readers pass over it in silence.</summary>
internal sealed record YamlRefused(int Line, int Column) : YamlNode(Line, Column);

/// <summary>One key and its value.</summary>
internal readonly record struct YamlEntry(YamlScalar Key, YamlNode Value);
