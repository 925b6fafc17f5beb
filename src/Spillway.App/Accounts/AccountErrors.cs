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
}
