using NodaTime;
using NodaTime.Text;
using Spillway.Markets.Files;
using Spillway.Units;

namespace Spillway.Markets.Bitcoin;

/// <summary>Reads hash prices: a plain series, an economics file that states them, or Coin Metrics' daily figures from
/// which they follow.</summary>
internal static class MiningEconomics
{
    private const decimal TerahashesPerPetahash = 1000m;
    private const int DerivedPlaces = 8;
    private static readonly string[] _coinMetrics = ["PriceUSD", "HashRate", "IssTotNtv", "FeeTotNtv"];
    private static readonly SeriesKey _key = new("bitcoin", Product.Hashprice, new("BTC", SettlementPointType.System));

    /// <summary>Reads a CSV file whose header is one of the known ones.</summary>
    /// <returns>The form; null where the header is none of them.</returns>
    public static string? Read(FileDraft draft, IReadOnlyList<string> header, byte[] bytes)
    {
        var names = header.ToList();
        if (names.FindIndex(name => name.Length > 0 && names.IndexOf(name) != names.LastIndexOf(name)) is >= 0 and var twice && names[0] is "date_utc" or "time")
        {
            throw draft.Refuse(MarketFileErrors.WrongColumns, new(draft.Member, 1, twice), $"column '{names[twice]}' stands there twice");
        }

        if (names[0] == "date_utc" && names.Contains("hashprice_usd_per_ph_day"))
        {
            var stated = names.IndexOf("hashprice_usd_per_ph_day");
            Rows(draft, bytes, names.Count, row => row.Figure(stated));
            return names.Count == 2 ? "hash price series" : "bitcoin economics";
        }

        int[] columns = [.. _coinMetrics.Select(name => names.IndexOf(name))];
        if (names[0] == "time" && columns.All(column => column > 0))
        {
            Rows(draft, bytes, names.Count, row => Derived(row, columns));
            return "Coin Metrics daily figures";
        }

        return null;
    }

    private static void Rows(FileDraft draft, byte[] bytes, int width, Func<TableRow, decimal?> hashprice)
    {
        draft.FixedInterval = Duration.FromDays(1);
        foreach (var row in Tables.Csv(draft, bytes).Skip(1))
        {
            if (row.IsBlank)
            {
                continue;
            }

            if (row.Cells.Length != width)
            {
                throw row.Refuse(MarketFileErrors.WrongColumns, Math.Min(row.Cells.Length, width) - 1, $"the header has {width} columns and this row {row.Cells.Length}");
            }

            var day = Day(row);
            if (hashprice(row) is not { } value)
            {
                continue;
            }

            if (value < 0m)
            {
                throw row.Refuse(MarketFileErrors.BelowZero, 0, $"the hash price of {row.Text(0)} is {value} USD/PH/day");
            }

            draft.Series(_key).Add(day, value, row.Key);
        }
    }

    // What the network pays in a day over the hash rate that shares it; days before there was a price have none.
    private static decimal? Derived(TableRow row, int[] columns)
    {
        var figures = columns.Select(row.Figure).ToArray();
        return figures is [{ } price, { } rate, { } issued, { } fees] && rate > 0m
            ? decimal.Round((issued + fees) * price * TerahashesPerPetahash / rate, DerivedPlaces, MidpointRounding.AwayFromZero)
            : null;
    }

    private static long Day(TableRow row)
    {
        var text = row.Text(0);
        return LocalDatePattern.Iso.Parse(text.Length > 10 ? text[..10] : text) is { Success: true, Value: var date }
            ? date.AtMidnight().InUtc().ToInstant().ToUnixTimeSeconds()
            : throw row.Refuse(MarketFileErrors.NotATime, 0, $"'{text}' is not a UTC date");
    }
}
