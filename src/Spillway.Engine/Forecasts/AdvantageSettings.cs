using System.Collections.Immutable;

namespace Spillway.Engine.Forecasts;

/// <summary>How the advantage of running is learned. The same settings serve every point, value and year.</summary>
public sealed record AdvantageSettings
{
    /// <summary>What a start loses, as a share of one interval's production (ten minutes of fifteen: 2/3). At least 0.</summary>
    public double StartCost { get; init; }

    /// <summary>Whether an interval's own price will be known when it is decided. Then what is learned is the expected
    /// worth of being on before an interval, from 0 to the start cost, not the advantage of running it.</summary>
    public bool KnowsCurrent { get; init; }

    /// <summary>Values at which examples are drawn, currency per MWh; others are met by scale.</summary>
    public ImmutableArray<double> Values { get; init; } = [40.0, 60.0, 90.0, 135.0];

    /// <summary>Examples a member is drawn per year of history. Default: 75,000.</summary>
    public int RowsPerYear { get; init; } = 75_000;

    /// <summary>Examples a member is drawn at most. Default: 300,000.</summary>
    public int RowsAtMost { get; init; } = 300_000;

    /// <summary>An interval after an hour of prices below this multiple of the value is calm. Default: 0.6.</summary>
    public double CalmBelow { get; init; } = 0.6;

    /// <summary>A calm interval is drawn this many times less often, and counts as that many. Default: 4.</summary>
    public float CalmCountsAs { get; init; } = 4.0f;

    /// <summary>The learnings whose mean is the model: one that hardly minds spikes, and one that minds them but asks for
    /// more examples before it believes in them.</summary>
    public ImmutableArray<AdvantageMember> Members { get; init; } = [new(4.0 / 3.0, 100, 20.0), new(12.0, 300, 200.0)];

    /// <summary>Learnings after the first, each with the continuation that the one before would reach. Default: 1.</summary>
    public int Rounds { get; init; } = 1;

    /// <summary>Days at the start of the history that only fill the features. Default: 8.</summary>
    public int WarmDays { get; init; } = 8;

    /// <summary>The fewest days, beyond the warm ones, that are learned from; below it there is no model. Default: 120.</summary>
    public int LeastDays { get; init; } = 120;

    /// <summary>How the trees grow.</summary>
    public BoostSettings Boost { get; init; } = new();
}
