using System.Collections.Immutable;
using Spillway.App.Accounts;
using Spillway.App.Console;

namespace Spillway.App.Api;

/// <summary>All that a desk serves.</summary>
internal static class DeskParts
{
    /// <summary>The parts, in the order they are put in.</summary>
    /// <param name="room">What they stand in.</param>
    /// <param name="gate">Who may do what.</param>
    public static ImmutableArray<IDeskPart> Of(DeskRoom room, Gate gate) =>
    [
        new ApiRoutes(room.View, new(room.View, gate, room.Wall)),
        new BoardRoutes(room),
        .. room.HasConsole ? (IEnumerable<IDeskPart>)[new ConsolePart(room)] : [],
    ];
}
