using System.Collections.Immutable;
using Spillway.App.Accounts.Authority;
using Spillway.App.Accounts.Seconds;
using Spillway.App.Api.Contract;
using Spillway.App.Console;
using Spillway.App.Lab;
using Spillway.App.Setup;
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
    public static ImmutableArray<IDeskPart> Of(DeskRoom room, AuthorityDesk authority, DeskEvents events) =>
    [
        new ApiRoutes(room.View, new(room.View, authority.Gate, authority.Seconds, room.Wall)),
        new SecondRoutes(authority.Seconds),
        new AuthorityRoutes(authority),
        new StreamRoutes(room, events),
        new HealthRoutes(room),
        new MetricRoutes(room),
        new WebhookRoutes(room),
        new SetupRoutes(),
        new LabRoutes(),
        new ApiDescription(),
        .. room.HasConsole ? (IEnumerable<IDeskPart>)[new ConsolePart(room)] : [],
    ];
}
