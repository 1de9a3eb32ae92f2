namespace PipelineGuard.Images.Sources.Registries;

/// <summary>What somebody logs in with. Its text form hides it, so that it gets into no message.</summary>
/// <param name="User">The name; empty with an identity token.</param>
/// <param name="Secret">The password; empty with an identity token.</param>
/// <param name="IdentityToken">A token that is exchanged for others, as <c>az acr login</c> stores it; null when there is none.</param>
internal sealed record RegistryCredential(string User, string Secret, string? IdentityToken = null)
{
    /// <inheritdoc/>
    public override string ToString() => "(a credential)";
}
