using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Spillway.App.Boards;
using Spillway.App.Console.Texts;

namespace Spillway.App.Console.Now;

/// <summary>Samples of the last hours as the chart takes them, and as a sentence.</summary>
/// <param name="reader">Who reads: the times are in the reader's zone.</param>
/// <param name="currency">The site's currency.</param>
public sealed class TrendLines(Reader reader, string currency)
{
    private static readonly LocalDateTimePattern _pattern = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm:ss");

    /// <summary>The lines, in the order of their figures.</summary>
    public ImmutableArray<string> Names =>
    [
        reader["Load, MW"], reader["Wanted, MW"], reader["Limit, MW"], reader["Price, {0}/MWh", currency], reader["Value, {0}/MWh", currency],
    ];

    /// <summary>The time of a sample.</summary>
    /// <param name="sample">The sample.</param>
    public string Time(TrendSample sample) => _pattern.Format(sample.At.InZone(reader.Zone).LocalDateTime);

    /// <summary>The figures of a sample, in the order of <see cref="Names"/>; null where one is not known.</summary>
    /// <param name="sample">The sample.</param>
    public static ImmutableArray<decimal?> Figures(TrendSample sample) =>
        [Round(sample.Power.Value), Round(sample.Wanted.Value), Round(sample.Ceiling.Value), sample.Price?.Value, Round(sample.Breakeven?.Value)];

    /// <summary>What the chart shows, in a sentence.</summary>
    /// <param name="samples">The samples, oldest first.</param>
    public string Sentence(ImmutableArray<TrendSample> samples)
    {
        if (samples.IsEmpty)
        {
            return reader["The desk has made no pass yet."];
        }

        var prices = samples.Where(static sample => sample.Price is not null).Select(static sample => sample.Price!.Value.Value).ToList();
        var power = reader[
            "Since {0}: load from {1} to {2}", Short(samples[0].At), Reader.Mw(samples.Min(static sample => sample.Power)), Reader.Mw(samples.Max(static sample => sample.Power))];
        return prices.Count == 0 ? reader["{0}.", power]
            : reader["{0}, price from {1} to {2} {3}/MWh.", power, Reader.Number(prices.Min(), "#,##0.00"), Reader.Number(prices.Max(), "#,##0.00"), currency];
    }

    /// <summary>The top of the price axis: so high that prices and value can be told apart beside a spike; null where nothing is above it.</summary>
    /// <param name="samples">The samples.</param>
    public static decimal? PriceTop(ImmutableArray<TrendSample> samples)
    {
        const decimal Times = 4m;
        var most = samples.Max(static sample => sample.Price?.Value);
        var value = samples.Max(static sample => sample.Breakeven?.Value);
        return most is { } price && value is { } worth && worth > 0m && price > worth * Times ? worth * Times : null;
    }

    /// <summary>The bottom of the price axis.</summary>
    /// <param name="samples">The samples.</param>
    public static decimal PriceBottom(ImmutableArray<TrendSample> samples) =>
        Math.Min(0m, samples.Min(static sample => sample.Price?.Value) ?? 0m) * 1.1m;

    private string Short(Instant at) => at.InZone(reader.Zone).ToString("HH:mm", CultureInfo.InvariantCulture);

    private static decimal? Round(decimal? value) => value is { } some ? Math.Round(some, 3) : null;
}
