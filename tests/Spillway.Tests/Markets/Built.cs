using System.Text;
using Spillway.Markets;
using Spillway.Markets.Files;

namespace Spillway.Tests.Markets;

/// <summary>A small file of every form that is recognised, built from its description, and ways to look at what was read.</summary>
internal static class Built
{
    public const string TidyWide = "interval_start_utc,LZ_WEST,HB_NORTH\n2023-01-01T06:00:00Z,21.10,20.05\n2023-01-01T06:15:00Z,,19.95\n2023-01-01T06:30:00Z,-3.5,18\n";
    public const string TidyLong = "interval_start_utc,settlement_point,price\n2023-01-01T06:00:00Z,LZ_WEST,21.10\n2023-01-01T06:15:00Z,LZ_WEST,22.00\n";
    public const string TidyTyped = "interval_start_utc,settlement_point,price,settlement_point_type\n2023-01-01T06:00:00Z,LZ_WEST,21.10,LZ\n2023-01-01T06:00:00Z,LZ_WEST,21.15,LZEW\n2023-01-01T06:15:00Z,LZ_WEST,22.00,LZ\n";
    public const string Pairs = "interval_start_utc,settlement_point,spp_low,spp_high\n2023-01-01T06:00:00Z,LZ_WEST,21.10,21.15\n2023-01-01T06:45:00Z,LZ_WEST,7.00,7.02\n";
    public const string RealTimeCsv = "Delivery Date,Delivery Hour,Delivery Interval,Repeated Hour Flag,Settlement Point Name,Settlement Point Type,Settlement Point Price\n01/01/2025,1,1,N,HB_HOUSTON,HU,23.07\n01/01/2025,1,2,N,HB_HOUSTON,HU,23.52\n";
    public const string DayAheadCsv = "Delivery Date,Hour Ending,Repeated Hour Flag,Settlement Point,Settlement Point Price\n01/01/2025,01:00,N,HB_NORTH,20.01\n01/01/2025,02:00,N,HB_NORTH,21.01\n";
    public const string AncillaryCsv = "Delivery Date,Hour Ending,Repeated Hour Flag,REGDN,REGUP ,RRS,NSPIN\n01/01/2016,01:00,N,3.5,1.85,2.25,.85\n01/01/2016,02:00,N,3.11,1,2,0.85\n";
    public const string ApiJson = """{"fields":[{"name":"deliveryDate"},{"name":"deliveryHour"},{"name":"deliveryInterval"},{"name":"settlementPoint"},{"name":"settlementPointType"},{"name":"settlementPointPrice"},{"name":"DSTFlag"}],"data":[["2024-01-01",1,1,"LZ_WEST","LZ",20.5,false],["2024-01-01",1,1,"LZ_WEST","LZEW",20.75,false],["2024-01-01",1,2,"LZ_WEST","LZ",21,false]]}""";
    public const string DashboardPrices = """{"lastUpdated":"2026-09-26 16:02:00-0500","rtSppData":[{"intervalEnding":"00:15","dstFlag":"N","hbNorth":25.88,"lzWest":39.99,"timestamp":"2026-09-26 00:15:00-0500","interval":1790399700000},{"intervalEnding":"00:30","dstFlag":"N","hbNorth":25.48,"lzWest":46.09,"timestamp":"2026-09-26 00:30:00-0500","interval":1790400600000}],"damSppData":[{"hourEnding":24,"dstFlag":"N","hbNorth":25.35,"timestamp":"2026-09-27 00:00:00-0500","interval":1790485200000}]}""";
    public const string DashboardReserves = """{"data":[{"timestamp":"2026-09-26 14:12:10-0500","interval":1790449930000,"currentFrequency":60.015}],"ascapmon":[{"timestamp":"2026-09-26 14:12:12","interval":1790449932000,"rrs":2382}]}""";
    public const string DashboardCapability = """{"current_condition":{"prc_value":"18,485"},"data":[{"timestamp":"2026-09-26 00:00:04-0500","prc":9329}]}""";
    public const string HashpriceCsv = "date_utc,hashprice_usd_per_ph_day\n2023-01-01,61.5\n2023-01-02,62.25\n";
    public const string CoinMetricsCsv = "time,BlkCnt,FeeTotNtv,HashRate,IssTotNtv,PriceUSD\n2023-01-01,150,20,250000000,937.5,16500\n2023-01-02,140,15,245000000,875,16600\n";
    public const string CaisoCsv = "interval_start_utc,LMP_SP15,AS_REGUP\n2024-01-01T08:00:00Z,41.2,5.1\n2024-01-01T09:00:00Z,40.1,4.9\n";

    private static readonly object?[] _realTimeHeader =
        ["Delivery Date", "Delivery Hour", "Delivery Interval", "Repeated Hour Flag", "Settlement Point Name", "Settlement Point Type", "Settlement Point Price"];

    public static byte[] RealTimeBook() => new BuiltWorkbook().Sheet(
        "Dec_12", _realTimeHeader, ["12/01/2012", 1, 1, "N", "LZ_WEST", "LZ", 20.11], ["12/01/2012", 1, 1, "N", "LZ_WEST", "LZEW", 20.12],
        ["12/01/2012", 1, 2, "N", "LZ_WEST", "LZ", 21.01], ["12/01/2012", 1, 2, "N", "LZ_WEST", "LZEW", 21.02]).Bytes();

    public static byte[] DayAheadBook(string dimension = "A1:E3", string partName = "sheet", string? brokenEnd = null) => new BuiltWorkbook
    {
        Dimension = dimension,
        PartName = partName,
        BrokenEnd = brokenEnd,
    }.Sheet(
        "Jan_1",
        ["Delivery Date", "Hour Ending", "Repeated Hour Flag", "Settlement Point", "Settlement Point Price"],
        ["01/01/2016", "01:00", "N", "HB_NORTH", 18.43],
        ["01/01/2016", "02:00", "N", "HB_NORTH", 16.17]).Bytes();

    public static byte[] LoadBook() => new BuiltWorkbook().Sheet(
        "Native_Load", ["Hour Ending", "COAST", "ERCOT"], ["01/01/2022 01:00", 12054.939, 38006.939], ["01/01/2022 02:00", 11793.29, 37036.522]).Bytes();

    public static byte[] FuelBook() => new BuiltWorkbook().Sheet(
        "Jan", ["Date", "Fuel", "Settlement Type", "Total", "0:15", "0:30", "0:00"], ["01/01/2021", "Wind", "FINAL", 303.5, 100.5, 101.5, 101.5]).Bytes();

    /// <summary>Every form, as bytes, with the words its recognised form begins with.</summary>
    public static IEnumerable<(string Form, byte[] Bytes)> Forms()
    {
        yield return ("tidy CSV, wide", Text(TidyWide));
        yield return ("tidy CSV, wide", TestFolder.Gzip(TidyWide));
        yield return ("tidy CSV, wide", Text(CaisoCsv));
        yield return ("tidy CSV, long", Text(TidyLong));
        yield return ("tidy CSV, long", Text(TidyTyped));
        yield return ("tidy CSV, pairs of zone prices", Text(Pairs));
        yield return ("ERCOT real-time settlement point prices, CSV", Text(RealTimeCsv));
        yield return ("ERCOT real-time settlement point prices, workbook", RealTimeBook());
        yield return ("ERCOT day-ahead settlement point prices, CSV", Text(DayAheadCsv));
        yield return ("ERCOT day-ahead settlement point prices, workbook", DayAheadBook());
        yield return ("ERCOT day-ahead settlement point prices, workbook", TestFolder.Zip(("a.xlsx", DayAheadBook())));
        yield return ("ERCOT ancillary service prices, CSV", Text(AncillaryCsv));
        yield return ("ERCOT ancillary service prices, CSV", TestFolder.Zip(("a.csv", Text(AncillaryCsv))));
        yield return ("ERCOT native load, workbook", LoadBook());
        yield return ("ERCOT generation by fuel, workbook", FuelBook());
        yield return ("ERCOT real-time settlement point prices, API JSON", Text(ApiJson));
        yield return ("ERCOT dashboard, system-wide prices", Text(DashboardPrices));
        yield return ("ERCOT dashboard, ancillary services", Text(DashboardReserves));
        yield return ("ERCOT dashboard, physical responsive capability", Text(DashboardCapability));
        yield return ("hash price series", Text(HashpriceCsv));
        yield return ("Coin Metrics daily figures", Text(CoinMetricsCsv));
    }

    public static decimal[] Values(this MarketFile file, string column, Product? product = null) =>
        file.Columns.Single(one => one.Key.Point.ToString() == column && (product is null || one.Key.Product == product)).Values;

    public static string[] Starts(this MarketFile file, string column) =>
        [.. file.Columns.Single(one => one.Key.Point.ToString() == column).StartsUnixSeconds
            .Select(start => DateTimeOffset.FromUnixTimeSeconds(start).ToString("yyyy-MM-dd'T'HH:mm'Z'", System.Globalization.CultureInfo.InvariantCulture))];

    public static decimal At(this MarketFile file, string column, string start)
    {
        var at = Array.IndexOf(file.Starts(column), start);
        return at >= 0 ? file.Values(column)[at] : throw new Xunit.Sdk.XunitException($"{column} has nothing at {start}.");
    }

    public static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);
}
