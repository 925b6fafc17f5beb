using Spillway.Engine;

namespace Spillway.App.Earnings;

/// <summary>What is refused of money in the console and the API.</summary>
public static class EarningsErrors
{
    /// <summary>No work of that name in the background.</summary>
    public static readonly ErrorCode NoSuchWork = new(
        "SW6541", "No such work", "Only the last works are kept: begin it again.");

    /// <summary>Too much goes on at once.</summary>
    public static readonly ErrorCode TooMuchWork = new(
        "SW6542", "Too much work at once", "Wait until one has ended, or end one.");

    /// <summary>The work has not ended yet, or came to nothing.</summary>
    public static readonly ErrorCode NotReady = new(
        "SW6543", "The result is not there", "Look at the work's state: wait until it is done, or begin it again.");

    /// <summary>A file that was sent cannot be taken.</summary>
    public static readonly ErrorCode BadUpload = new(
        "SW6544", "The file cannot be taken", "Send a bill (CSV, xlsx, XML) and its mapping (YAML), each within the size the message names.");

    /// <summary>No hosted customer of that name.</summary>
    public static readonly ErrorCode NoCustomer = new(
        "SW6545", "No such customer", "Look at /api/v1/statement/customers: the names are those of the site file's contracts of kind hosting.");
}
