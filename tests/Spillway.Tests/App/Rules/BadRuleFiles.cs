namespace Spillway.Tests.App.Rules;

/// <summary>One good rules file, and every way it is spoilt.</summary>
internal static class BadRuleFiles
{
    public const string Good = """
        market: island
        name: An island
        time_zone: Europe/Oslo
        currency: EUR
        regimes:
          - id: pool
            price_formula: pool + adder
            terms: [pool, adder]
            imbalance: none
            source: part 1
        intervals:
          - {kind: settlement, from: 2020-01-01, minutes: 30, source: part 2}
          - {kind: settlement, from: 2025-04-01, to: 2030-01-01, minutes: 15, source: part 2}
        settlement_points:
          - {label: ISLAND, type: zone, settles: [physical], source: part 3}
        price_limits:
          - {kind: price-cap, from: 2020-01-01, value_eur_per_mwh: 3000, source: part 4}
        ancillary:
          - {product: reserve, direction: up, response_seconds: 600, duration_minutes: 60, sellers: [load], source: part 5}
        gates:
          - {kind: day-ahead-results, time: "12:45", days_before: 1, source: part 6}
        coincident_peaks:
          - {id: 2cp, months: [1, 2], peaks_per_month: 1, interval_minutes: 30, basis: previous-year, source: part 7}
        coincident_peak_rates:
          - {charge_year: 2025, rate_eur_per_kw_year: 40, source: part 7}
        coincident_peak_intervals:
          - {interval_ending: "2025-01-15 18:00", system_mw: 900}
        seasonal_prices:
          - {id: summer, months: [6, 7], uncertain: true, source: part 8}
        parameters:
          - {id: fee, unit: EUR/MWh, value: 0.5, source: part 9}

        """;

    public static IEnumerable<(string Title, string Text)> All() =>
    [
        Swap("a market of another name", "market: island", "market: iceland"),
        Swap("a market in capitals", "market: island", "market: Island"),
        Swap("an unknown time zone", "Europe/Oslo", "Europe/Osla"),
        Swap("a currency in lower case", "currency: EUR", "currency: eur"),
        Swap("a price in another currency", "value_eur_per_mwh: 3000", "value_usd_per_mwh: 3000"),
        Swap("an unknown section", "gates:", "gate:"),
        Swap("an unknown key", "minutes: 30", "minuts: 30"),
        Swap("no source", ", source: part 4", ""),
        Swap("no value and nothing uncertain", "value_eur_per_mwh: 3000, ", ""),
        Swap("a value and uncertain", "value_eur_per_mwh: 3000,", "value_eur_per_mwh: 3000, uncertain: true,"),
        Swap("an unknown kind of limit", "price-cap", "price-cup"),
        Swap("an unknown kind of interval", "{kind: settlement, from: 2020-01-01, ", "{kind: settled, from: 2020-01-01, "),
        Swap("a unit in a value", "minutes: 30", "minutes: 30 min"),
        Swap("words for a number", "minutes: 30", "minutes: half an hour"),
        Swap("a decimal comma", "value_eur_per_mwh: 3000", "value_eur_per_mwh: \"3000,5\""),
        Swap("minutes that do not divide a day", "minutes: 30", "minutes: 25"),
        Swap("minutes beyond a day", "minutes: 30", "minutes: 2000"),
        Swap("a date of another order", "from: 2025-04-01", "from: 01.04.2025"),
        Swap("a day that does not exist", "from: 2025-04-01", "from: 2025-04-31"),
        Swap("entries out of order", "from: 2025-04-01", "from: 2019-04-01"),
        Swap("entries that overlap", "from: 2020-01-01, minutes: 30", "from: 2020-01-01, to: 2026-01-01, minutes: 30"),
        Swap("an entry that never holds", "to: 2030-01-01", "to: 2025-04-01"),
        Swap("an unknown type of point", "type: zone", "type: zoon"),
        Swap("an unknown use", "settles: [physical]", "settles: [physical, virtual]"),
        Swap("a use twice", "settles: [physical]", "settles: [physical, physical]"),
        Swap("a word for a list", "settles: [physical]", "settles: physical"),
        Swap("no terms", "terms: [pool, adder]", "terms: []"),
        Swap("a duration and held", "duration_minutes: 60", "duration_minutes: 60, held: until-recall"),
        Swap("a response of nothing", "response_seconds: 600", "response_seconds: 0"),
        Swap("a time that is none", "12:45", "25:45"),
        Swap("an unknown zone of a gate", "days_before: 1", "days_before: 1, zone: CEST"),
        Swap("a thirteenth month", "months: [1, 2]", "months: [1, 13]"),
        Swap("no months", "months: [6, 7]", "months: []"),
        Swap("a peak outside the months", "2025-01-15 18:00", "2025-06-15 18:00"),
        Swap("a peak label that is none", "2025-01-15 18:00", "15 Jan 2025 HE18"),
        Swap("a rate out of order", "parameters:", "parameters:", ("rate_eur_per_kw_year: 40, source: part 7}", "rate_eur_per_kw_year: 40, source: part 7}\n  - {charge_year: 2024, rate_eur_per_kw_year: 41, source: part 7}")),
        Swap("a rate per MW", "rate_eur_per_kw_year: 40", "rate_eur_per_kw_year: 40000"),
        Swap("a word for uncertain", "uncertain: true", "uncertain: maybe"),
        Swap("a key twice", "name: An island", "name: An island\nname: Another"),
        Swap("no intervals", "\nintervals:", "\n#", ("  - {kind: settlement, from: 2020", "#"), ("  - {kind: settlement, from: 2025", "#")),
        Swap("a reference", "name: An island", "name: *island"),
        ("a list", "- island\n"),
        ("nothing", ""),
    ];

    private static (string, string) Swap(string title, string from, string to, params (string From, string To)[] more)
    {
        var text = more.Append((from, to)).Aggregate(Good, (sofar, change) =>
            sofar.Contains(change.Item1, StringComparison.Ordinal)
                ? sofar.Replace(change.Item1, change.Item2, StringComparison.Ordinal)
                : throw new InvalidOperationException($"{title}: '{change.Item1}' is not in the good file."));
        return (title, text);
    }
}
