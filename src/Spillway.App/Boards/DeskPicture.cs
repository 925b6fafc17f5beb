using System.Collections.Immutable;
using Spillway.Engine.Commands.Ladder;

namespace Spillway.App.Boards;

/// <summary>What is counted and added up of a frame, once for all who look.</summary>
/// <param name="Frame">The frame.</param>
/// <param name="Groups">The groups, in file order.</param>
/// <param name="Feeds">The feeds, in order of their first machine.</param>
/// <param name="Steps">How much can be off by when, the shortest time first.</param>
public sealed record DeskPicture(
    BoardFrame Frame, ImmutableArray<GroupPicture> Groups, ImmutableArray<FeedPicture> Feeds, ImmutableArray<ShedStep> Steps);
