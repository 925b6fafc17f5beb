using System.Collections.Immutable;
using Spillway.Engine.Settlements.Statements;
using Spillway.Engine.Signals;
using Spillway.Units;

namespace Spillway.App.Statements.Ledgers;

/// <summary>What a journal says of one interval that has ended.</summary>
/// <param name="Slot">The interval.</param>
/// <param name="Metered">What the site's meter counted; null where it was silent for a part of it.</param>
/// <param name="Groups">What the machines themselves say, one entry a group.</param>
/// <param name="IsWhole">Whether the desk watched the machines from the interval's beginning on.</param>
/// <param name="Number">The journal's record that ends the interval.</param>
internal sealed record LedgerInterval(
    Slot Slot, MegawattHours? Metered, ImmutableArray<KnownGroupRun> Groups, bool IsWhole, long Number)
{
    // A register counts whole watt-hours, and what stands in for it is no finer.
    private const int RegisterDecimals = 6;

    /// <summary>The reading that stands for it: the meter's, else the machines' own as an estimate.</summary>
    public (MegawattHours Energy, ReadingQuality Quality) Reading =>
        Metered is { } metered ? (metered, ReadingQuality.Actual)
        : IsWhole ? (new(Math.Round(Groups.Sum(group => group.Planned.Value), RegisterDecimals, MidpointRounding.AwayFromZero)), ReadingQuality.Estimated)
        : (MegawattHours.Zero, ReadingQuality.Missing);
}
