using Spillway.Units;

namespace Spillway.Engine.Commands.Control;

/// <summary>One command to one feed.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Feed">The feed's index in the plant.</param>
/// <param name="Action">What to do.</param>
/// <param name="Because">Why.</param>
public readonly record struct FeedCommand(CommandId Id, int Feed, FeedAction Action, Cause Because);
