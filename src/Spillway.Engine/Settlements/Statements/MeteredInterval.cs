using NodaTime;
using Spillway.Engine.Signals;

namespace Spillway.Engine.Settlements.Statements;

/// <summary>One interval of the range with all that settles it.</summary>
/// <param name="Slot">The interval.</param>
/// <param name="Day">The local day it lies in: what clauses dated by days go by.</param>
/// <param name="Reading">The site's meter; null where there is none.</param>
/// <param name="Physical">The price of metered load; null where there is none.</param>
/// <param name="Financial">The price of financial positions; null where there is none.</param>
/// <param name="JournalSequence">The record of the journal that holds the interval; null without a journal.</param>
public sealed record MeteredInterval(
    Slot Slot, LocalDate Day, MeterReading? Reading, KnownPrice? Physical, KnownPrice? Financial, long? JournalSequence)
{
    /// <summary>Why it is open; <see cref="OpenReason.None"/> where it is settled.</summary>
    public OpenReason Open { get; } =
        (Reading is { Quality: not ReadingQuality.Missing }, Physical is not null && Financial is not null) switch
        {
            (true, true) => OpenReason.None,
            (false, true) => OpenReason.NoReading,
            (true, false) => OpenReason.NoPrice,
            (false, false) => OpenReason.NoReadingAndNoPrice,
        };

    /// <summary>Whether it can be settled.</summary>
    public bool IsSettled => Open == OpenReason.None;
}
