using Spillway.Engine;

namespace Spillway.App.Accounts;

/// <summary>What accounts and authority refuse.</summary>
public static class AccountErrors
{
    /// <summary>The role does not reach so far.</summary>
    public static readonly ErrorCode NotAllowed = new(
        "SW6601", "Not allowed", "Ask somebody whose role allows it, or an administrator for the role; docs/reference/authority.md has the matrix.");
}
