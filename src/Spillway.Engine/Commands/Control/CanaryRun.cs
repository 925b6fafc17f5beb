using NodaTime;

namespace Spillway.Engine.Commands.Control;

/// <summary>Some machines of a group that went first.</summary>
/// <param name="StartedAt">When they were told.</param>
/// <param name="IsRise">Whether they were started; false where they were stopped.</param>
public sealed record CanaryRun(Instant StartedAt, bool IsRise);
