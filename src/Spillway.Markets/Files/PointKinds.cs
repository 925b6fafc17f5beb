using System.Collections.Frozen;
using Spillway.Units;

namespace Spillway.Markets.Files;

/// <summary>What a tidy file's column tells by its name.</summary>
internal static class PointKinds
{
    private static readonly FrozenSet<string> _services = new[]
    {
        "REGUP", "REGDN", "RRS", "NSPIN", "ECRS",
    }.ToFrozenSet();

    private static readonly FrozenSet<string> _areas = new[]
    {
        "COAST", "EAST", "FWEST", "NORTH", "NCENT", "SOUTH", "SCENT", "WEST", "ERCOT",
    }.ToFrozenSet();

    // A system's total load from whoever has it, without the market's name.
    private const string AnyLoad = "load_mw";

    private static readonly FrozenSet<string> _fuels = new[]
    {
        "Biomass", "Coal", "Gas", "Gas-CC", "Hydro", "Nuclear", "Other", "Solar", "WSL", "Wind", "TOTAL_MWH",
    }.ToFrozenSet();

    /// <summary>The series of a column.</summary>
    /// <param name="column">The column's name, trimmed.</param>
    /// <param name="isHourly">Whether the file's interval is an hour: hourly prices of ERCOT's points are day-ahead.</param>
    /// <param name="synthetic">The market of a file that says its figures are made up; null for every other file.</param>
    public static SeriesKey Of(string column, bool isHourly, string? synthetic)
    {
        var key = Of(column, isHourly);
        return synthetic is null ? key : key with { Market = synthetic };
    }

    /// <summary>The series of a column of a file that is not made up.</summary>
    public static SeriesKey Of(string column, bool isHourly)
    {
        if (_services.Contains(column))
        {
            return new("ercot", Product.AncillaryPrice, new(column, SettlementPointType.System));
        }

        if (_areas.Contains(column))
        {
            return new("ercot", Product.SystemLoad, new(column, SettlementPointType.System));
        }

        if (column == AnyLoad)
        {
            return new("any", Product.SystemLoad, new(column, SettlementPointType.System));
        }

        if (_fuels.Contains(column))
        {
            return new("ercot", Product.Generation, new(column, SettlementPointType.System));
        }

        if (column.StartsWith("LMP_", StringComparison.Ordinal))
        {
            return new("caiso", Product.DayAheadPrice, new(column[4..], SettlementPointType.Hub));
        }

        if (column.StartsWith("AS_", StringComparison.Ordinal))
        {
            return new("caiso", Product.AncillaryPrice, new(column[3..], SettlementPointType.System));
        }

        return Price(SettlementPoint.FromColumn(column), isHourly);
    }

    // Both prices of a zone are of the market that its name tells.
    private static bool IsOfAnyMarket(SettlementPoint point) => point.Type == SettlementPointType.Unknown
        || (point.Type == SettlementPointType.ZoneEnergyWeighted && SettlementPoint.FromColumn(point.Name).Type == SettlementPointType.Unknown);

    /// <summary>The series of a price at a point.</summary>
    public static SeriesKey Price(SettlementPoint point, bool isHourly) =>
        IsOfAnyMarket(point)
            ? new("any", Product.RealTimePrice, point)
            : new("ercot", isHourly ? Product.DayAheadPrice : Product.RealTimePrice, point);
}
