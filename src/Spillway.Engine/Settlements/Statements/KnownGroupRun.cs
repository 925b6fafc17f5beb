using Spillway.Units;

namespace Spillway.Engine.Settlements.Statements;

/// <summary>What a desk's record says of one group in one interval.</summary>
/// <param name="Planned">Energy the group was to draw: how the site's meter is shared among the groups.</param>
/// <param name="Restart">The part of it that restarting machines drew without producing.</param>
public readonly record struct KnownGroupRun(MegawattHours Planned, MegawattHours Restart);
