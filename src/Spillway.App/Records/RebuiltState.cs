using Spillway.Engine.Commands.Control;

namespace Spillway.App.Records;

/// <summary>What a journal tells of the desk that wrote it.</summary>
/// <param name="Start">The beginning of its last run.</param>
/// <param name="State">The control state after the last record; null where the run ended before its first checkpoint.</param>
/// <param name="Passes">How many passes were folded into it.</param>
/// <param name="EndedInOrder">Whether the run said that it ends.</param>
public sealed record RebuiltState(RunStart Start, ControlState? State, long Passes, bool EndedInOrder);
