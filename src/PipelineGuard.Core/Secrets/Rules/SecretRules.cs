using System.Collections.Immutable;

namespace PipelineGuard.Secrets.Rules;

/// <summary>All rules about secrets, by id.</summary>
internal static class SecretRules
{
    /// <summary>Rules that go by a keyword: a row in one of these tables is all that a new one needs.</summary>
    public static ImmutableArray<SecretRule> All { get; } =
    [
        .. CloudRules.All, .. ForgeRules.All, .. RegistryRules.All, .. MessageRules.All, .. PaymentRules.All, .. ModelRules.All, .. ServiceRules.All,
        .. DatabaseRules.All, .. KeyRules.All, .. ConfigRules.All,
    ];
}
