namespace Spillway.App.Proofs.Verification;

/// <summary>What an auditor knows of a site without its bundles.</summary>
/// <param name="Key">The name of the key that must have signed; null where any may.</param>
/// <param name="Authority">The file of the certificate that timestamps must lead up to; null where any may.</param>
public sealed record AuditorKnowledge(string? Key, string? Authority)
{
    /// <summary>Nothing is known.</summary>
    public static AuditorKnowledge None { get; } = new(null, null);
}
