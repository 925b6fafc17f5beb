using System.Globalization;
using Spillway.App.Backtests;

namespace Spillway.Bench;

/// <summary>One point, value and year, run as a desk knows prices and again with each interval's own price known.</summary>
internal sealed record RegretCase(string Point, decimal Value, int Year, Comparison Previous, Comparison? Current)
{
    public decimal Regret => Previous["look-ahead"].Regret!.Value;

    /// <summary>Null where it was not studied.</summary>
    public decimal? RegretWhenCurrentIsKnown => Current?["look-ahead"].Regret;

    /// <summary>Seconds of learning; where the model was learned for an earlier case, that it was kept.</summary>
    public string Learning => Previous.Learning switch
    {
        null or { Models: 0 } => "nothing to learn from",
        { FromCache: var kept, Models: var models } when kept == models => "kept",
        var note => note.Elapsed.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture),
    };

    public decimal Net(string policy) => Previous[policy].Run.Totals.Net.ToCent().Value;
}
