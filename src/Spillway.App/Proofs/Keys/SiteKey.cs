using NodaTime;

namespace Spillway.App.Proofs.Keys;

/// <summary>A key of the site and what became of it.</summary>
/// <param name="Public">Its public half.</param>
/// <param name="Created">When it was made.</param>
/// <param name="Retired">When another took its place; null while it signs. What it signed before stays good.</param>
/// <param name="Revoked">From when on nothing it signs may be believed; null where it was not revoked.</param>
/// <param name="Because">Why it was revoked; null where it was not.</param>
public sealed record SiteKey(PublicKey Public, Instant Created, Instant? Retired, Instant? Revoked, string? Because)
{
    /// <summary>Its name.</summary>
    public KeyId Id => Public.Id;

    /// <summary>Whether new bundles are signed with it.</summary>
    public bool IsActive => Retired is null && Revoked is null;

    /// <summary>What became of it, in a word.</summary>
    public string State => this switch
    {
        { Revoked: not null } => "revoked",
        { Retired: not null } => "retired",
        _ => "active",
    };
}
