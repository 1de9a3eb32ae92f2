using System.Collections.Immutable;

namespace PipelineGuard.Policy.Reading;

/// <summary>Turns the text of a policy file into a policy. Never throws, whatever the text.</summary>
internal static class PolicyParser
{
    /// <summary>Reads a text; what it leaves out stays as in <see cref="GuardPolicy.Default"/>.</summary>
    /// <param name="text">YAML 1.2 or JSON.</param>
    /// <param name="file">The file as shown to users.</param>
    public static PolicyReading Read(string text, string file)
    {
        var errors = new PolicyErrors(file);
        var policy = GuardPolicy.Default with { Source = file };
        if (YamlTreeReader.Read(text, errors) is { } root) policy = PolicyKeys.Policy.Read(new(root, errors), policy);
        return errors.All is { IsEmpty: false } mistakes ? new(null, mistakes) : new(policy, []);
    }
}

/// <summary>A policy, or what is wrong with it.</summary>
/// <param name="Policy">The policy; null when there are mistakes.</param>
/// <param name="Mistakes">All mistakes by place; empty when there is a policy.</param>
internal sealed record PolicyReading(GuardPolicy? Policy, ImmutableArray<PolicyError> Mistakes);
