using NodaTime;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Signals.Field;

namespace Spillway.App.Machines;

/// <summary>One thing that the journal tells of a machine: what it was told, or how it was seen.</summary>
/// <param name="Number">The record's number.</param>
/// <param name="At">The instant of that control pass, by the desk's clock.</param>
/// <param name="Command">What it was told; null where it was seen.</param>
/// <param name="Outcome">How that command ended; null where no outcome was found.</param>
/// <param name="OutcomeAt">When.</param>
/// <param name="Seen">How it was seen; null where it was told.</param>
public sealed record MachineEntry(long Number, Instant At, MachineCommand? Command, OutcomeKind? Outcome, Instant? OutcomeAt, MachineNote? Seen);
