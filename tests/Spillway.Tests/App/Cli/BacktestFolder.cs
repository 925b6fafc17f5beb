using Spillway.App.Cli;
using Spillway.Tests.App.Reports;

namespace Spillway.Tests.App.Cli;

/// <summary>A folder with a site file and a price file, and the command line run on them.</summary>
internal sealed class BacktestFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("spillway-backtest-");

    public BacktestFolder(SampleMarket market, string site)
    {
        File.WriteAllText(At("prices.csv"), market.Csv());
        File.WriteAllText(At("site.yaml"), site);
        Range = ["backtest", At("site.yaml"), "--prices", At("prices.csv"), "--from", market.From.ToString("uuuu-MM-dd", null), "--to", market.To.ToString("uuuu-MM-dd", null)];
    }

    /// <summary>A site of two halls, the second of them worth less, and a block.</summary>
    public static string TwoHalls { get; } =
        """
        site: sample
        name: Sample Site
        time_zone: America/Chicago
        currency: USD
        market:
          operator: made-up
          settlement_point: LZ_MADE_UP
        interconnection:
          import_limit_mw: 100
        loads:
          - id: new
            kind: miner
            machines: 4000
            power_w: 3000
            overhead_ratio: 1.05
            restart_minutes: 10
            value_usd_per_mwh: 110
          - id: old
            kind: miner
            machines: 3000
            power_w: 3300
            restart_minutes: 10
            value_usd_per_mwh: 60
            wear_usd_per_start: 0.01
        contracts:
          - kind: fixed-block
            id: block-1
            mw: 5
            price_usd_per_mwh: 31.5

        """;

    /// <summary>A site of one hall that earns by the hash price.</summary>
    public static string Hashing { get; } =
        """
        site: hashing
        time_zone: America/Chicago
        currency: USD
        market:
          operator: made-up
          settlement_point: LZ_MADE_UP
        interconnection:
          import_limit_mw: 100
        loads:
          - id: hall
            kind: miner
            model: antminer-s19-xp
            machines: 1000
            restart_minutes: 10
        revenue:
          hashprice_usd_per_ph_day: 55

        """;

    public string[] Range { get; }

    public string Folder => _folder.FullName;

    public StringWriter Output { get; } = new() { NewLine = "\n" };

    public StringWriter Errors { get; } = new() { NewLine = "\n" };

    public string At(string name) => Path.Combine(_folder.FullName, name);

    public Task<int> Run(params string[] more) => Run(120, CancellationToken.None, more);

    public Task<int> Run(int width, CancellationToken cancellation, params string[] more)
    {
        Output.GetStringBuilder().Clear();
        Errors.GetStringBuilder().Clear();
        var terminal = new Terminal(Output, Errors, false, width, TimeProvider.System, At("home"));
        return CommandLine.RunAsync([.. Range, .. more], terminal, cancellation);
    }

    public void Dispose()
    {
        Output.Dispose();
        Errors.Dispose();
        _folder.Delete(recursive: true);
    }
}
