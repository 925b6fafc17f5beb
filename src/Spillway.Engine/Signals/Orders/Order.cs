using NodaTime;
using Spillway.Units;

namespace Spillway.Engine.Signals.Orders;

/// <summary>What somebody asks of the site. It holds as a level from its acceptance until it ends, is replaced by nothing,
/// and is the same order whenever it comes again under the same id.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Kind">What it asks for.</param>
/// <param name="Rank">Before whom it goes.</param>
/// <param name="Power">Ceiling, reduction or floor, zero or more; null for the other kinds.</param>
/// <param name="Group">The group of a hold, lock-out or unlock; null for the other kinds.</param>
/// <param name="Feed">The feed of a lock-out or unlock; null where it is about a group.</param>
/// <param name="Target">The order that a release ends; null for the other kinds.</param>
/// <param name="Within">The time to do it in, from the acceptance on; null for the rules' own.</param>
/// <param name="Until">When it ends by itself, exclusive; null for never.</param>
/// <param name="Reason">Why, in the giver's words.</param>
/// <param name="Source">Who gives it.</param>
public sealed record Order(
    OrderId Id,
    OrderKind Kind,
    OrderRank Rank,
    Megawatts? Power,
    GroupId? Group,
    FeedId? Feed,
    OrderId? Target,
    Duration? Within,
    Instant? Until,
    string Reason,
    string Source);
