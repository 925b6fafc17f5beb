using Spillway.Engine;

namespace Spillway.App.Accounts;

/// <summary>What accounts and authority refuse.</summary>
public static class AccountErrors
{
    /// <summary>The role does not reach so far.</summary>
    public static readonly ErrorCode NotAllowed = new(
        "SW6601", "Not allowed", "Ask somebody whose role allows it, or an administrator for the role; docs/reference/authority.md has the matrix.");

    /// <summary>The accounts' file cannot be used.</summary>
    public static readonly ErrorCode File = new(
        "SW6620", "The accounts cannot be opened", "Check that 'accounts.db' in the data folder is a file that the desk's user may write, and that the disk has room; 'spillway restore' brings back one of a backup.");

    /// <summary>Too many wait to be signed in.</summary>
    public static readonly ErrorCode TooMany = new(
        "SW6621", "Too many wait to sign in", "Try again in a minute; if it goes on, look in the journal for who tries.");

    /// <summary>There is no such account or session.</summary>
    public static readonly ErrorCode Unknown = new(
        "SW6622", "No such account or session", "Look with GET /api/v1/people, or on the page People.");

    /// <summary>An account cannot be what was asked.</summary>
    public static readonly ErrorCode BadAccount = new(
        "SW6623", "The account cannot be so", "Correct what the message names.");

    /// <summary>A password is too weak.</summary>
    public static readonly ErrorCode BadPassword = new(
        "SW6624", "The password is refused", "Take at least 12 characters of which 5 differ, without the name in it, and at most 128; a sentence does well.");

    /// <summary>Who asks has to prove again who it is.</summary>
    public static readonly ErrorCode NotProven = new(
        "SW6625", "Prove again who you are", "Give the password on the page of the account, or sign in again; what was proven counts for 10 minutes.");

    /// <summary>The settings of the other provider cannot be used.</summary>
    public static readonly ErrorCode BadProvider = new(
        "SW6626", "The sign-in provider's settings cannot be used", "Correct the file 'openid.json' in the data folder as docs/concepts/accounts.md has it, or take it away.");
}
