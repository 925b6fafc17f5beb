using System.Collections.Immutable;
using NodaTime;
using Spillway.App.Sites;
using Spillway.Engine.Sites.Rules;
using Spillway.Units;

namespace Spillway.App.Rules;

/// <summary>Reads one market's rules file: YAML in which every key is known and every value is checked, as in a site file.</summary>
internal static class RuleFileReader
{
    private const decimal KilowattsPerMegawatt = 1000m;

    /// <summary>Reads the text of a rules file.</summary>
    /// <param name="path">The file, for messages.</param>
    /// <param name="text">What stands in it.</param>
    /// <param name="sha256">The digest of its bytes.</param>
    /// <returns>The rules.</returns>
    /// <exception cref="Engine.RefusedException">One of <see cref="SiteFileErrors"/> or <see cref="RuleFileErrors"/>; the
    /// message names file, line, column, value, unit and what to do.</exception>
    public static MarketRules Read(string path, string text, string sha256)
    {
        var context = new SiteFileContext(path, RuleKeys.Table);
        var top = new SiteSection(context, "", "", SiteFileText.Load(path, text, KeyFileFaults.OfSite));
        var market = Market(top, path);
        var name = top.Word("name");
        var zone = SiteFile.Zone(top);
        context.Currency = SiteFile.Currency(top);
        var file = Path.GetFileName(path);
        var reader = new RuleEntryReader(top, market, file, new(zone));
        var slices = new RuleSlices(market, file, sha256)
        {
            Regimes = reader.Read("regimes", "", Regime),
            Intervals = reader.Read("intervals", "kind", (section, _) => Interval(reader, section)),
            Points = reader.Read("settlement_points", "label", (section, _) => Point(section)),
            Limits = reader.Read("price_limits", "kind", (section, _) => Limit(reader, section)),
            Ancillary = reader.Read("ancillary", "product", (section, _) => Product(reader, section)),
            Gates = reader.Read("gates", "kind", (section, _) => Gate(reader, section, zone)),
            Offers = reader.Read("offers", "market", (section, _) => Offer(reader, section)),
            CoincidentPeaks = reader.Read("coincident_peaks", "", (section, _) => PeakMethod(section)),
            CumulativePrices = reader.Read("cumulative_prices", "", (section, _) => Cumulative(reader, section)),
            SeasonalPrices = reader.Read("seasonal_prices", "id", (section, _) => Seasonal(reader, section)),
            Parameters = reader.Read("parameters", "id", (section, _) => Parameter(reader, section)),
        };
        return new(market, name, zone, context.Currency, slices.Periods())
        {
            PeakRates = Rates(reader, top),
            OfficialPeaks = Peaks(reader, top, zone, slices.CoincidentPeaks),
        };
    }

    private static string Market(SiteSection top, string path)
    {
        var market = top.Name("market");
        return Path.GetFileNameWithoutExtension(path) == market && !market.Any(char.IsAsciiLetterUpper)
            ? market
            : throw top.Refuse(RuleFileErrors.WrongName, "market", $"market is '{market}' and the file is named '{Path.GetFileName(path)}'.");
    }

    private static Regime Regime(SiteSection section, Instant from)
    {
        var terms = section.Words("terms")!.Value;
        return terms.IsEmpty
            ? throw section.Refuse(SiteFileErrors.OutOfRange, "terms", $"{section.Full("terms")} is empty; a price is the sum of at least one term.")
            : new(section.Name("id"), from, section.Word("price_formula"), terms, Word(section, "imbalance", RuleWords.Imbalances), section.Word(RuleKeys.Source));
    }

    private static MarketInterval Interval(RuleEntryReader reader, SiteSection section) => new(
        Word(section, "kind", RuleWords.Intervals),
        reader.Number(section, "minutes", minutes => Length(section, "minutes", minutes)),
        section.Word(RuleKeys.Source));

    private static PointRule Point(SiteSection section) => new(
        section.Word("label"),
        Word(section, "type", RuleWords.PointTypes),
        [.. section.Words("settles")!.Value.Select(use => RuleWords.Meaning(RuleWords.Uses, use))],
        section.Word(RuleKeys.Source));

    private static PriceLimit Limit(RuleEntryReader reader, SiteSection section) => new(
        Word(section, "kind", RuleWords.Limits), Price(reader, section, "value_usd_per_mwh"), section.Word(RuleKeys.Source));

    private static AncillaryProduct Product(RuleEntryReader reader, SiteSection section)
    {
        if (section.Has("held") && section.Has("duration_minutes"))
        {
            throw section.Refuse(SiteFileErrors.Contradiction, "held", $"{section.Full("held")} and duration_minutes are two answers to one question.");
        }

        var sustained = section.Text("held") is null
            ? reader.Number(section, "duration_minutes", minutes => Duration.FromMinutes((double)minutes))
            : reader.Known(section, "held", Duration.MaxValue);
        return new(
            section.Name("product"),
            Word(section, "direction", RuleWords.Directions),
            reader.Number(section, "response_seconds", seconds => Duration.FromSeconds((double)seconds)),
            sustained,
            reader.Words(section, "sellers"),
            section.Word(RuleKeys.Source));
    }

    private static MarketGate Gate(RuleEntryReader reader, SiteSection section, DateTimeZone zone) => new(
        Word(section, "kind", RuleWords.Gates),
        reader.Text(section, "time", text => RuleDates.Time(section, "time", text)),
        (int)section.RequiredNumber("days_before"),
        section.Has("zone") ? SiteFile.Zone(section, "zone") : zone,
        section.Word(RuleKeys.Source));

    private static OfferRule Offer(RuleEntryReader reader, SiteSection section) => new(
        section.Word("market"),
        Price(reader, section, "price_step_usd_per_mwh"),
        reader.Number(section, "quantity_step_mw", megawatts => new Megawatts(megawatts)),
        reader.Number(section, "segments_at_most", steps => (int)steps),
        reader.Number(section, "block_at_most_mw", megawatts => new Megawatts(megawatts)),
        section.Word(RuleKeys.Source));

    private static CoincidentPeakMethod PeakMethod(SiteSection section) => new(
        section.Name("id"),
        RuleEntryReader.Months(section),
        (int)section.RequiredNumber("peaks_per_month"),
        Length(section, "interval_minutes", section.RequiredNumber("interval_minutes")),
        Word(section, "basis", RuleWords.Bases),
        section.Word(RuleKeys.Source));

    private static CumulativePriceRule Cumulative(RuleEntryReader reader, SiteSection section) => new(
        reader.Number(section, "intervals", intervals => (int)intervals),
        Price(reader, section, "threshold_usd_per_mwh"),
        Price(reader, section, "cap_usd_per_mwh"),
        Price(reader, section, "floor_usd_per_mwh"),
        reader.Text(section, "trading_day_start", text => RuleDates.Time(section, "trading_day_start", text)),
        section.Word(RuleKeys.Source));

    private static SeasonalPrice Seasonal(RuleEntryReader reader, SiteSection section) => new(
        section.Name("id"), RuleEntryReader.Months(section), Price(reader, section, "price_usd_per_mwh"), section.Word(RuleKeys.Source));

    private static RuleParameter Parameter(RuleEntryReader reader, SiteSection section) => new(
        section.Name("id"), section.Word("unit"), reader.Text(section, "value", text => text), section.Word(RuleKeys.Source));

    private static ImmutableArray<CoincidentPeakRate> Rates(RuleEntryReader reader, SiteSection top)
    {
        var rates = ImmutableArray.CreateBuilder<CoincidentPeakRate>();
        foreach (var section in top.List("coincident_peak_rates"))
        {
            var year = (int)section.RequiredNumber("charge_year");
            if (rates.Count > 0 && rates[^1].ChargeYear >= year)
            {
                throw section.Refuse(RuleFileErrors.Overlap, "charge_year", $"{section.Full("charge_year")} is {year}, after {rates[^1].ChargeYear}.");
            }

            rates.Add(reader.Checked(section, () => new CoincidentPeakRate(
                year,
                reader.Number(section, "rate_usd_per_kw_year", rate => new YearlyCapacityPrice(rate * KilowattsPerMegawatt)),
                section.Word(RuleKeys.Source))));
        }

        return rates.DrainToImmutable();
    }

    private static ImmutableArray<OfficialPeak> Peaks(
        RuleEntryReader reader, SiteSection top, DateTimeZone zone, ImmutableArray<DatedRule<CoincidentPeakMethod>> methods)
    {
        var peaks = ImmutableArray.CreateBuilder<OfficialPeak>();
        foreach (var section in top.List("coincident_peak_intervals"))
        {
            const string Key = "interval_ending";
            var end = reader.Dates.Label(section, Key);
            var method = methods.FirstOrDefault(one => one.Holds(end - Duration.Epsilon))?.Item
                ?? throw section.Refuse(SiteFileErrors.Contradiction, Key, $"{section.Full(Key)} is {section.Word(Key)}, when no method of coincident_peaks holds.");
            var start = end - method.Interval;
            var local = start.InZone(zone);
            if (!method.Months.Contains(local.Month) || start < (peaks.Count > 0 ? peaks[^1].Start + method.Interval : start))
            {
                throw section.Refuse(
                    SiteFileErrors.Contradiction, Key, $"{section.Full(Key)} is {section.Word(Key)}: it must lie in a month of the method '{method.Id}' ({string.Join(", ", method.Months)}) and after the peak before it.");
            }

            peaks.Add(new(local.Year, local.Month, start, new(section.RequiredNumber("system_mw"))));
        }

        return peaks.DrainToImmutable();
    }

    private static RuleValue<EnergyPrice> Price(RuleEntryReader reader, SiteSection section, string key) =>
        reader.Number(section, key, price => new EnergyPrice(price));

    private static Duration Length(SiteSection section, string key, decimal minutes) =>
        NodaConstants.MinutesPerDay % (int)minutes == 0
            ? Duration.FromMinutes((int)minutes)
            : throw section.Refuse(SiteFileErrors.OutOfRange, key, $"{section.Full(key)} is {minutes} minutes, and a day is no whole number of them.");

    private static T Word<T>(SiteSection section, string key, ImmutableArray<(string Word, T Meaning)> table) =>
        RuleWords.Meaning(table, section.Word(key));
}
