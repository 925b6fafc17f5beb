using System.Collections.Immutable;
using Spillway.App.Accounts.Authority;
using Spillway.App.Accounts.Seconds;
using Spillway.App.Console;
using Spillway.App.Events;
using Spillway.App.Journals;
using Spillway.App.Machines;

namespace Spillway.App.Api;

/// <summary>All that a desk serves.</summary>
internal static class DeskParts
{
    /// <summary>The parts, in the order they are put in.</summary>
    /// <param name="room">What they stand in.</param>
    /// <param name="authority">Who may do what.</param>
    public static ImmutableArray<IDeskPart> Of(DeskRoom room, AuthorityDesk authority) =>
    [
        new ApiRoutes(room.View, new(room.View, authority.Gate, authority.Seconds, room.Wall)),
        new SecondRoutes(authority.Seconds),
        new AuthorityRoutes(authority),
        .. FollowingTheJournal(room),
        .. room.HasConsole ? (IEnumerable<IDeskPart>)[new ConsolePart(room)] : [],
    ];

    // Three parts share one reading of the journal.
    private static IEnumerable<IDeskPart> FollowingTheJournal(DeskRoom room)
    {
        var (events, commands) = (new EventFold(), new CommandLedger(room.View.Plant.Machines));
        return [new JournalRoutes(room, new(room.Journal, room.Wall, [events, commands])), new EventRoutes(room, events), new MachineRoutes(room, commands)];
    }
}
