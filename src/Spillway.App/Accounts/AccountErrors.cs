using Spillway.Engine;

namespace Spillway.App.Accounts;

/// <summary>What accounts and authority refuse.</summary>
public static class AccountErrors
{
    /// <summary>The role does not reach so far.</summary>
    public static readonly ErrorCode NotAllowed = new(
        "SW6601", "Not allowed", "Ask somebody whose role allows it, or an administrator for the role; docs/reference/authority.md has the matrix.");

    /// <summary>It waits for a second person; nothing has been done.</summary>
    public static readonly ErrorCode NeedsSecond = new(
        "SW6602", "A second person is needed", "Have another person sign the request in time, on the console or by POST /api/v1/seconds/ID/sign; or break the glass, with a reason.");

    /// <summary>Nobody is one's own second.</summary>
    public static readonly ErrorCode OwnRequest = new(
        "SW6603", "The second person is the first", "Another person has to sign.");

    /// <summary>The one who signs saw something else.</summary>
    public static readonly ErrorCode OtherPromise = new(
        "SW6604", "What was seen is not what was asked for", "Read the request again and send the digest that stands in it.");

    /// <summary>There is no such request, or it has ended.</summary>
    public static readonly ErrorCode NothingWaits = new(
        "SW6605", "Nothing waits under this name", "Look what waits: GET /api/v1/seconds. What has expired is asked for again.");

    /// <summary>Too many wait.</summary>
    public static readonly ErrorCode TooManyWait = new(
        "SW6606", "Too many requests wait for a second person", "Sign or decline what waits.");

    /// <summary>A reason is missing.</summary>
    public static readonly ErrorCode NoReason = new(
        "SW6607", "No reason is given", "Say why in a sentence.");

    /// <summary>A key cannot be made as asked.</summary>
    public static readonly ErrorCode BadKey = new(
        "SW6608", "The API key cannot be made", "Correct what the message names.");

    /// <summary>A role cannot be made as asked.</summary>
    public static readonly ErrorCode BadRole = new(
        "SW6609", "The role cannot be made", "Correct what the message names.");

    /// <summary>The accounts' file cannot be used.</summary>
    public static readonly ErrorCode File = new(
        "SW6610", "The accounts cannot be opened", "Check that 'accounts.db' in the data folder is a file that the desk's user may write, and that the disk has room; 'spillway restore' brings back one of a backup.");

    /// <summary>Too many wait to be signed in.</summary>
    public static readonly ErrorCode TooMany = new(
        "SW6611", "Too many wait to sign in", "Try again in a minute; if it goes on, look in the journal for who tries.");

    /// <summary>There is no such account or session.</summary>
    public static readonly ErrorCode Unknown = new(
        "SW6612", "No such account or session", "Look with GET /api/v1/people, or on the page People.");

    /// <summary>An account cannot be what was asked.</summary>
    public static readonly ErrorCode BadAccount = new(
        "SW6613", "The account cannot be so", "Correct what the message names.");

    /// <summary>A password is too weak.</summary>
    public static readonly ErrorCode BadPassword = new(
        "SW6614", "The password is refused", "Take 12 to 128 characters, 5 of them different, that are not a common password and not made of such, of the name, the site's words, dates or rows of keys; four words or more that nobody would put together do well.");

    /// <summary>Who asks has to prove again who it is.</summary>
    public static readonly ErrorCode NotProven = new(
        "SW6615", "Prove again who you are", "Give the password on the page of the account, or sign in again; what was proven counts for 10 minutes.");

    /// <summary>The settings of the other provider cannot be used.</summary>
    public static readonly ErrorCode BadProvider = new(
        "SW6616", "The sign-in provider's settings cannot be used", "Correct the file 'openid.json' in the data folder as docs/concepts/accounts.md has it, or take it away.");
}
