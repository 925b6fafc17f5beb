using System.Collections.Immutable;
using Spillway.Engine.Sites;

namespace Spillway.Engine.Signals;

/// <summary>What the desk sees at the start of a step; the inputs do not change while it decides.</summary>
/// <param name="Next">The interval to decide; null at the end of the range, when the last interval is only settled.</param>
/// <param name="Frame">What became known since the last step.</param>
/// <param name="Measured">What the interval that has just ended drew and produced, one entry a group in file order;
/// empty before the first.</param>
public sealed record Observation(Slot? Next, SignalFrame Frame, ImmutableArray<GroupRun> Measured);
