using System.Globalization;
using Spillway.Simulation.World;

namespace Spillway.Simulation.Emulators.Cgminer;

/// <summary>The reports that all firmware of the cgminer line shares, with cgminer's number formats.</summary>
internal static class CgminerReports
{
    private const double MegaPerTera = 1e6;
    private const double GigaPerTera = 1e3;
    private const long SharesWeigh = 65_536;

    public static long Elapsed(MachineSnapshot look) => (long)look.Uptime.TotalSeconds;

    /// <summary>Rates in MH/s, as upstream prints them.</summary>
    public static CgminerRecord MegaRates(MachineSnapshot look) => Counters(
        new CgminerRecord().Whole("Elapsed", Elapsed(look))
            .Number("MHS av", look.MeanHashrateThPerS * MegaPerTera, 2)
            .Number("MHS 5s", look.ReportedHashrateThPerS * MegaPerTera, 2)
            .Number("MHS 1m", look.ReportedHashrateThPerS * MegaPerTera, 2)
            .Number("MHS 5m", look.MeanHashrateThPerS * MegaPerTera, 2)
            .Number("MHS 15m", look.MeanHashrateThPerS * MegaPerTera, 2),
        look);

    /// <summary>Rates in GH/s, as the maker's firmware prints them; the short one as a word up to 2018.</summary>
    public static CgminerRecord GigaRates(MachineSnapshot look, bool isQuoted)
    {
        var record = new CgminerRecord().Whole("Elapsed", Elapsed(look));
        ShortRate(record, look, isQuoted).Number("GHS av", look.MeanHashrateThPerS * GigaPerTera, 2);
        return Counters(isQuoted ? record : record.Number("GHS 30m", look.MeanHashrateThPerS * GigaPerTera, 2), look);
    }

    public static CgminerRecord ShortRate(CgminerRecord record, MachineSnapshot look, bool isQuoted)
    {
        var rate = look.ReportedHashrateThPerS * GigaPerTera;
        return isQuoted ? record.Text("GHS 5s", rate.ToString("F2", CultureInfo.InvariantCulture)) : record.Number("GHS 5s", rate, 2);
    }

    public static CgminerSection Pools(EmulatedMachine machine, MachineSnapshot look) => new("POOLS", new CgminerRecord()
        .Whole("POOL", 0).Text("URL", "stratum+tcp://pool.example:3333").Text("Status", look.IsPoolAlive ? "Alive" : "Dead").Whole("Priority", 0)
        .Whole("Quota", 1).Text("Long Poll", "N").Whole("Getworks", look.AcceptedShares / 4).Whole("Accepted", look.AcceptedShares)
        .Whole("Rejected", look.RejectedShares).Whole("Discarded", 0).Whole("Stale", 0).Whole("Get Failures", 0).Whole("Remote Failures", 0)
        .Text("User", machine.Build.Worker).Flag("Has Stratum", true).Flag("Stratum Active", look.IsPoolAlive).Text("Stratum URL", "pool.example")
        .Flag("Has GBT", false).Whole("Best Share", 0).Number("Pool Rejected%", 0, 4).Number("Pool Stale%", 0, 4))
    {
        IsNamedInText = false,
    };

    private static CgminerRecord Counters(CgminerRecord record, MachineSnapshot look) => record
        .Whole("Found Blocks", 0).Whole("Getworks", look.AcceptedShares / 4).Whole("Accepted", look.AcceptedShares).Whole("Rejected", look.RejectedShares)
        .Whole("Hardware Errors", 0).Number("Utility", Elapsed(look) > 0 ? look.AcceptedShares * 60.0 / Elapsed(look) : 0, 2)
        .Whole("Discarded", 0).Whole("Stale", 0).Whole("Get Failures", 0).Whole("Local Work", 0).Whole("Remote Failures", 0).Whole("Network Blocks", 0)
        .Number("Total MH", look.WorkTerahashes * MegaPerTera, 4)
        .Number("Difficulty Accepted", look.AcceptedShares * (double)SharesWeigh, 8).Number("Difficulty Rejected", look.RejectedShares * (double)SharesWeigh, 8)
        .Number("Device Hardware%", 0, 4).Number("Device Rejected%", 0, 4).Number("Pool Rejected%", 0, 4).Number("Pool Stale%", 0, 4).Whole("Last getwork", 0);
}
