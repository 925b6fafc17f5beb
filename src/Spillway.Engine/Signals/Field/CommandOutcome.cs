using Spillway.Units;

namespace Spillway.Engine.Signals.Field;

/// <summary>How one command ended.</summary>
/// <param name="Command">The command.</param>
/// <param name="Kind">How.</param>
public readonly record struct CommandOutcome(CommandId Command, OutcomeKind Kind);
