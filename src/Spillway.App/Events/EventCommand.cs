using NodaTime;
using Spillway.Engine.Signals.Field;
using Spillway.Units;

namespace Spillway.App.Events;

/// <summary>What one machine or feed was told for an event, and what became of it.</summary>
/// <param name="Subject">The machine as <c>group/17</c>, counted from 0 within its group, or the feed.</param>
/// <param name="IsFeed">Whether it is a feed.</param>
/// <param name="FirstAt">When it was first told.</param>
/// <param name="FirstNumber">The journal's number of that pass.</param>
/// <param name="Told">How often it was told.</param>
/// <param name="Last">The number of the last command.</param>
/// <param name="Outcome">The outcome of the last command; null where none has come.</param>
/// <param name="OutcomeAt">When it came.</param>
/// <param name="OutcomeNumber">The journal's number of the pass that saw it.</param>
public sealed record EventCommand(
    string Subject,
    bool IsFeed,
    Instant FirstAt,
    long FirstNumber,
    int Told,
    CommandId Last,
    OutcomeKind? Outcome,
    Instant? OutcomeAt,
    long? OutcomeNumber)
{
    /// <summary>Whether the device took what it was told.</summary>
    public bool IsDone => Outcome == OutcomeKind.Done;
}
