using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;
using Spillway.App.Accounts;
using Spillway.App.Accounts.Authority;
using Spillway.App.Accounts.Seconds;
using Spillway.App.Alarms;
using Spillway.App.Earnings;
using Spillway.App.Events;
using Spillway.App.Inventory;
using Spillway.App.Journals;
using Spillway.App.Lab;
using Spillway.App.Machines;
using Spillway.App.Notifications;
using Spillway.App.Obligations;
using Spillway.App.Proofs;
using Spillway.App.Setup;
using Spillway.App.ShiftLog;
using Spillway.App.Statements.Books;
using Spillway.App.Streams.Webhooks;
using Spillway.Engine;
using Spillway.Markets.Archive;

namespace Spillway.App.Api;

/// <summary>With which HTTP status a refusal is answered.</summary>
internal static class RefusalStatus
{
    // What an address names and is not there is 404, whoever holds it.
    private static readonly FrozenDictionary<string, int> _statuses = new (int Status, ErrorCode[] Codes)[]
    {
        (StatusCodes.Status400BadRequest, [ApiErrors.BadBody]),
        (StatusCodes.Status403Forbidden, [AccountErrors.NotAllowed, AccountErrors.NotProven, FactorErrors.NoSecondFactor]),
        (StatusCodes.Status404NotFound,
        [
            AccountErrors.Unknown, AuthorityErrors.NoKey, AuthorityErrors.NoRole, SecondErrors.Unknown, AlarmErrors.NotThere, AlarmErrors.NotOut, ArchiveErrors.NoVersion,
            BookErrors.NoSuchLine, DrillErrors.NoPlan, EarningsErrors.NoSuchWork, EarningsErrors.NotReady, EarningsErrors.NoCustomer, InventoryErrors.NoVersion,
            JournalReadErrors.NoRecord, LabErrors.NoStudy, LabErrors.NoReport, MachineErrors.Unknown, NotificationErrors.NotThere, ObligationErrors.UnknownEvent,
            ProofErrors.NoLine, SetupErrors.NoVersion, SetupErrors.ReviewGone, ShiftErrors.NotThere, WebhookErrors.NoWebhook, WebhookErrors.NoDeadLetter,
        ]),
        (StatusCodes.Status409Conflict,
        [
            AccountErrors.NeedsSecond, AccountErrors.OwnRequest, SecondErrors.SameHand, AccountErrors.OtherPromise, AccountErrors.NothingWaits,
            ApiErrors.NotConfirmed, ApiErrors.OrderRefused,
        ]),
        (StatusCodes.Status412PreconditionFailed, [ApiErrors.Changed, InventoryErrors.OtherVersion, ArchiveErrors.OtherVersion]),
        (StatusCodes.Status429TooManyRequests, [AccountErrors.TooMany, ApiErrors.TooMany]),
        (StatusCodes.Status503ServiceUnavailable, [ApiErrors.NoAnswer]),
    }.SelectMany(static one => one.Codes.Select(code => (code.Id, one.Status))).ToFrozenDictionary(static one => one.Id, static one => one.Status);

    /// <summary>The status of a refusal.</summary>
    /// <param name="code">What went wrong.</param>
    /// <returns>422 for all that no other status is for.</returns>
    public static int Of(ErrorCode code) => _statuses.GetValueOrDefault(code.Id, StatusCodes.Status422UnprocessableEntity);
}
