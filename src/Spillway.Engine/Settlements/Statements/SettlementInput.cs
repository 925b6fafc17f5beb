using System.Collections.Immutable;
using NodaTime;
using Spillway.Engine.Signals;
using Spillway.Engine.Sites.Contracts;

namespace Spillway.Engine.Settlements.Statements;

/// <summary>Everything a statement is made from, apart from the contracts.</summary>
/// <param name="Range">The range, UTC.</param>
/// <param name="Intervals">Every interval of the range, ascending, without gaps; open ones too.</param>
/// <param name="SubMeters">Readings of sub-meters by meter id, each in the order of <paramref name="Intervals"/>, null
/// where there is none.</param>
/// <param name="Awards">What was awarded and cleared, by product.</param>
/// <param name="RuleVersion">The market rules in force at an instant.</param>
/// <param name="Sources">The files read: what <see cref="ReadingId.Source"/> and <see cref="PriceId.Source"/> count.</param>
public sealed record SettlementInput(
    Interval Range,
    ImmutableArray<MeteredInterval> Intervals,
    ImmutableSortedDictionary<string, ImmutableArray<MeterReading?>> SubMeters,
    AwardBook Awards,
    Func<Instant, string> RuleVersion,
    ImmutableArray<SourceFile> Sources)
{
    /// <summary>What a reader must know of how the input came about: a stand-in price, duplicates, meters that do not sum.</summary>
    public ImmutableArray<Wording> Notes { get; init; } = [];

    /// <summary>Intervals before the range whose readings are at hand, ascending: what ratchets and last year's peaks look back
    /// to. They get no line.</summary>
    public ImmutableArray<MeteredInterval> Earlier { get; init; } = [];

    /// <summary>The highest demands of whole months that lie before the range or reach into it, where their readings are not at hand.</summary>
    public ImmutableArray<MonthDemand> Demands { get; init; } = [];

    /// <summary>Readings at coincident peaks that lie before <see cref="Earlier"/>, ascending. No other month's demand may be read from them, as
    /// they are a part of theirs.</summary>
    public ImmutableArray<MeteredInterval> AtPeaks { get; init; } = [];

    /// <summary>The intervals of the system's largest load known so far, of months whose official peak is not known; their demand is null.</summary>
    public ImmutableArray<CoincidentPeak> LargestLoads { get; init; } = [];
}
