using Spillway.Engine;

namespace Spillway.App.Accounts.Authority;

/// <summary>What is not there of keys and roles.</summary>
public static class AuthorityErrors
{
    /// <summary>There is no such key.</summary>
    public static readonly ErrorCode NoKey = new(
        "SW6625", "No such API key", "Look with GET /api/v1/keys, or on the page Set-up › Keys.");

    /// <summary>There is no such role, and never was one that is remembered.</summary>
    public static readonly ErrorCode NoRole = new(
        "SW6626", "No such role", "Look with GET /api/v1/roles.");
}
