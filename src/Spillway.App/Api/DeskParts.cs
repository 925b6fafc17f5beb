using System.Collections.Immutable;
using Spillway.App.Accounts;
using Spillway.App.Accounts.Authority;
using Spillway.App.Accounts.Seconds;
using Spillway.App.Alarms;
using Spillway.App.Api.Contract;
using Spillway.App.Api.Limits;
using Spillway.App.Console;
using Spillway.App.Earnings;
using Spillway.App.Events;
using Spillway.App.Journals;
using Spillway.App.Lab;
using Spillway.App.Machines;
using Spillway.App.Notifications;
using Spillway.App.Prospects;
using Spillway.App.Setup;
using Spillway.App.ShiftLog;
using Spillway.App.Streams;
using Spillway.App.Streams.Webhooks;

namespace Spillway.App.Api;

/// <summary>All that a desk serves.</summary>
internal static class DeskParts
{
    /// <summary>The parts, in the order they are put in.</summary>
    /// <param name="room">What they stand in.</param>
    /// <param name="authority">Who may do what.</param>
    /// <param name="events">What the desk did.</param>
    /// <param name="limits">How much each may ask for.</param>
    public static ImmutableArray<IDeskPart> Of(DeskRoom room, AuthorityDesk authority, DeskEvents events, RateLimits limits) =>
    [
        new ApiRoutes(room.View, new(room.View, authority.Gate, authority.Seconds, room.Wall), new(room.Wall), limits),
        new BoardRoutes(room),
        new SecondRoutes(authority.Seconds),
        new AuthorityRoutes(authority),
        new AlarmPart(),
        new ShiftPart(),
        new NotificationPart(room, events),
        .. FollowingTheJournal(room),
        .. EarningsParts.Of(room, authority.Gate),
        new ProspectRoutes(room),
        new StreamRoutes(room, events),
        new HealthRoutes(room),
        new MetricRoutes(room),
        new WebhookRoutes(room),
        new SetupRoutes(),
        new InventoryRoutes(),
        new LabRoutes(),
        new ApiDescription(room.View.Site.Currency),
        .. room.HasConsole ? (IEnumerable<IDeskPart>)[new ConsolePart(room)] : [],
        new AccountsPart(room),
    ];

    // Three parts share one reading of the journal.
    private static IEnumerable<IDeskPart> FollowingTheJournal(DeskRoom room)
    {
        var (events, commands) = (new EventFold(), new CommandLedger(room.View.Plant.Machines));
        return [new JournalRoutes(room, new(room.Journal, room.Wall, [events, commands])), new EventRoutes(room, events), new MachineRoutes(room, commands)];
    }
}
