using NodaTime;
using Spillway.Units;

namespace Spillway.Engine.Sites.Contracts;

/// <summary>From when on a schedule has some power.</summary>
/// <param name="From">The first instant of the step; it lasts until the next step begins.</param>
/// <param name="Power">The power of the step.</param>
public readonly record struct ScheduleStep(Instant From, Megawatts Power);
