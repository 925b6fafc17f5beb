using NodaTime;
using Spillway.Units;

namespace Spillway.Engine.Commands.Ladder;

/// <summary>How much the site can take off within a time, by whatever way.</summary>
/// <param name="Within">The time.</param>
/// <param name="Power">Everything that is off by then.</param>
public sealed record ShedStep(Duration Within, Megawatts Power);
