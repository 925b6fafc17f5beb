using System.Collections.Immutable;
using Spillway.App.Accounts.Authority;
using Spillway.App.Accounts.Seconds;
using Spillway.App.Console;

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
        new BoardRoutes(room),
        new SecondRoutes(authority.Seconds),
        new AuthorityRoutes(authority),
        .. room.HasConsole ? (IEnumerable<IDeskPart>)[new ConsolePart(room)] : [],
    ];
}
