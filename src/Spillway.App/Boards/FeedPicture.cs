using Spillway.Engine.Commands.Control;
using Spillway.Engine.Sites.Plants;
using Spillway.Units;

namespace Spillway.App.Boards;

/// <summary>One feed in a frame.</summary>
/// <param name="Feed">The feed.</param>
/// <param name="State">Where its contacts are.</param>
/// <param name="Counts">How the machines behind it are.</param>
/// <param name="Power">What they draw at the grid connection, by their own word.</param>
/// <param name="IsLockedOut">Whether it or its group is under maintenance.</param>
public sealed record FeedPicture(Feed Feed, FeedState State, ConditionCounts Counts, Megawatts Power, bool IsLockedOut);
