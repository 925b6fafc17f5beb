using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using NodaTime;
using NodaTime.Text;
using Spillway.Tests.App.Cli;

namespace Spillway.Tests.App.Reconciliations;

/// <summary>The day of a hundred quarter hours at the end of summer time, settled and billed; <c>spillway reconcile</c> run on it.</summary>
internal sealed class BilledDay : IDisposable
{
    public const int Intervals = 100;

    private static readonly DateTimeZone Central = DateTimeZoneProviders.Tzdb["America/Chicago"];
    private static readonly Instant Begin = Instant.FromUtc(2026, 11, 1, 5, 0);
    private readonly Screen _screen = new();

    public BilledDay()
    {
        Write("site.yaml", """
            site: billed
            time_zone: America/Chicago
            currency: USD
            market: {operator: ercot, settlement_point: LZ_WEST}
            interconnection: {import_limit_mw: 100}
            loads:
              - {id: miners, kind: miner, machines: 40000, power_w: 2500, value_usd_per_mwh: 106.6}
            contracts:
              - {kind: fixed-block, id: block-1, mw: 60, price_usd_per_mwh: 28}

            """);
        Write("prices.csv", Table("interval_start_utc,LZ_WEST", index => Text($"{Price(index)}")));
        Write("meter.csv", Table("interval_start_utc,meter,energy_mwh,quality", index => Text($"main,{Energy(index)},actual")));
    }

    public string Errors => _screen.Errors;

    public string Output => _screen.Output;

    public static decimal Price(int index) => 20m + (index * 7 % 31) + (index % 10 * 0.01m);

    public static decimal Energy(int index) => 18m + (index * 13 % 47 * 0.101m);

    public static Instant Start(int index) => Begin + (Duration.FromMinutes(15) * index);

    /// <summary>The local time of an interval, without its offset: the second hour from one to two looks like the first.</summary>
    public static string Local(int index, string pattern) =>
        LocalDateTimePattern.CreateWithInvariantCulture(pattern).Format(Start(index).InZone(Central).LocalDateTime);

    public string Write(string name, string text) => _screen.Write(name, text);

    public string WriteBytes(string name, byte[] bytes)
    {
        var path = Path.Combine(_screen.Folder, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    public string At(string name) => Path.Combine(_screen.Folder, name);

    public int Reconcile(string bill, string mapping, params string[] more) => Run(bill, Write("mapping.yaml", mapping), more);

    /// <summary>The command without any reading.</summary>
    public int WithoutMeter(string bill, string mapping) => _screen.Run(
        ["reconcile", At("site.yaml"), "--bill", At(bill), "--mapping", Write("mapping.yaml", mapping), "--prices", At("prices.csv"), "--from", "2026-11-01", "--to", "2026-11-02"]);

    /// <summary>The bill by a mapping whose bytes may be none; null where there is no such file.</summary>
    public int ReconcileBy(string mapping, byte[]? bytes) => Run("bill.csv", bytes is null ? At(mapping) : WriteBytes(mapping, bytes), []);

    public JsonObject Json(string bill, string mapping, params string[] more) =>
        Reconcile(bill, mapping, ["--json", "-", .. more]) == 0 ? JsonNode.Parse(Output)!.AsObject() : throw new InvalidOperationException(Errors);

    /// <summary>Class and start of every variance.</summary>
    public static IEnumerable<(string Class, string Start)> Variances(JsonObject json) =>
        json["variances"]!.AsArray().Select(variance => (variance!["class"]!.GetValue<string>(), variance["start_utc"]!.GetValue<string>()));

    public void Dispose() => _screen.Dispose();

    private int Run(string bill, string mapping, string[] more) => _screen.Run(
    [
        "reconcile", At("site.yaml"), "--bill", At(bill), "--mapping", mapping, "--prices", At("prices.csv"),
        "--meter", At("meter.csv"), "--from", "2026-11-01", "--to", "2026-11-02", .. more,
    ]);

    private static string Table(string header, Func<int, string> row)
    {
        var table = new StringBuilder(header + "\n");
        for (var index = 0; index < Intervals; index++)
        {
            table.Append(InstantPattern.General.Format(Start(index))).Append(',').Append(row(index)).Append('\n');
        }

        return table.ToString();
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
