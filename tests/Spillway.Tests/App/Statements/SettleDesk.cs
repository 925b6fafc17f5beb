using System.Globalization;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Spillway.Tests.App.Cli;

namespace Spillway.Tests.App.Statements;

/// <summary>A folder with a site, prices and meters, and <c>spillway settle</c> run on them.</summary>
internal sealed class SettleDesk : IDisposable
{
    public const string MeterHeader = "interval_start_utc,meter,energy_mwh,quality\n";

    private readonly Screen _screen = new();

    /// <summary>A site of 100 MW worth 106.6 a MWh behind a block of 60 MW at 28, settled on 1 July 2024.</summary>
    public SettleDesk()
    {
        Site(OneHall);
        From = "2024-07-01";
        To = "2024-07-02";
    }

    public static string OneHall { get; } =
        """
        site: worked
        time_zone: America/Chicago
        currency: USD
        market: {operator: ercot, settlement_point: LZ_WEST}
        interconnection: {import_limit_mw: 100}
        loads:
          - {id: miners, kind: miner, machines: 40000, power_w: 2500, value_usd_per_mwh: 106.6}
        contracts:
          - {kind: fixed-block, id: block-1, mw: 60, price_usd_per_mwh: 28}

        """;

    public string From { get; set; }

    public string To { get; set; }

    public List<string> Prices { get; } = [];

    public List<string> Meters { get; } = [];

    public List<string> More { get; } = [];

    public string Output => _screen.Output;

    public string Errors => _screen.Errors;

    public string Folder => _screen.Folder;

    public string At(string name) => Path.Combine(_screen.Folder, name);

    public SettleDesk Site(string yaml)
    {
        _screen.Write("site.yaml", yaml);
        return this;
    }

    public SettleDesk PriceFile(string text, string name = "prices.csv")
    {
        Prices.Add(_screen.Write(name, text));
        return this;
    }

    public SettleDesk MeterFile(string rows, string name = "meter.csv")
    {
        Meters.Add(_screen.Write(name, MeterHeader + rows));
        return this;
    }

    public SettleDesk AwardFile(string text, string name = "awards.csv")
    {
        More.AddRange(["--awards", _screen.Write(name, text)]);
        return this;
    }

    /// <summary>The worked hour: 20:00 to 21:00 UTC on 1 July 2024 at 40, 60, 900 and 1,500 a MWh.</summary>
    public SettleDesk WorkedHour(params decimal[] energies)
    {
        ArgumentNullException.ThrowIfNull(energies);
        PriceFile("interval_start_utc,LZ_WEST\n2024-07-01T20:00:00Z,40\n2024-07-01T20:15:00Z,60\n2024-07-01T20:30:00Z,900\n2024-07-01T20:45:00Z,1500\n");
        return MeterFile(Rows("main", "2024-07-01T20:00:00Z", energies));
    }

    /// <summary>Rows of actual readings from an instant on, one every quarter of an hour.</summary>
    public static string Rows(string meter, string from, params decimal[] energies)
    {
        ArgumentNullException.ThrowIfNull(energies);
        var start = InstantPattern.General.Parse(from).Value;
        return string.Concat(energies.Select((energy, index) => string.Create(
            CultureInfo.InvariantCulture, $"{start + (Duration.FromMinutes(15) * index)},{meter},{energy},actual\n")));
    }

    public int Run(params string[] more) => _screen.Run(
    [
        "settle", At("site.yaml"),
        .. Prices.SelectMany(path => new[] { "--prices", path }),
        .. Meters.SelectMany(path => new[] { "--meter", path }),
        "--from", From, "--to", To, .. More, .. more,
    ]);

    /// <summary>Explains a line of the statement made anew.</summary>
    public int Explain(string line, params string[] more) => _screen.Run(
    [
        "explain", line, At("site.yaml"),
        .. Prices.SelectMany(path => new[] { "--prices", path }),
        .. Meters.SelectMany(path => new[] { "--meter", path }),
        "--from", From, "--to", To, .. More, .. more,
    ]);

    /// <summary>Any other command, in the same data folder.</summary>
    public int Command(params string[] arguments) => _screen.Run(arguments);

    /// <summary>Explains a line of the book.</summary>
    public int ExplainBooked(string line, params string[] more) => _screen.Run(["explain", line, .. more]);

    /// <summary>The statement as a program reads it; fails where it is refused.</summary>
    public JsonElement Statement()
    {
        var exit = Run("--json", "-");
        return exit == 0 ? JsonDocument.Parse(Output).RootElement : throw new InvalidOperationException(Errors);
    }

    public void Dispose() => _screen.Dispose();
}
