using DuckDB.NET.Data;
using NodaTime;
using Spillway.App.Rules;
using Spillway.App.Sites;
using Spillway.App.Statements;
using Spillway.Engine.Settlements.Statements;

namespace Spillway.Bench;

/// <summary>Settling a site-year from its files, against a bare join and sum of DuckDB over the same rows.</summary>
internal static class SettleBench
{
    private const int Runs = 5;
    private const int WarmUps = 2;
    private const int Days = 365;
    private const int ShortDays = 73;

    public static int Run()
    {
        var folder = Directory.CreateTempSubdirectory("spillway-bench-");
        try
        {
            Timing.Machine();
            var year = SettleYear.Write(folder.CreateSubdirectory("year").FullName, Days);
            var part = SettleYear.Write(folder.CreateSubdirectory("part").FullName, ShortDays);
            Timing.Line($"site-year: {year.Intervals} intervals, {year.Intervals * (SettleYear.SubMeters + 1)} meter rows of {SettleYear.SubMeters + 1} meters, ten contracts");
            var (reference, joining, ours, processor, shorter) = (new double[Runs], new double[Runs], new double[Runs], new double[Runs], new double[Runs]);
            var lines = 0;
            for (var run = -WarmUps; run < Runs; run++)
            {
                var joined = 0.0;
                var joinedBy = Timing.Processor(() => joined = Timing.Once(() => Join(year)));
                var brief = Timing.Once(() => Settle(part, ShortDays));
                var settled = 0.0;
                var used = Timing.Processor(() => settled = Timing.Once(() => lines = Settle(year, Days).Lines.Length));
                if (run >= 0)
                {
                    (reference[run], joining[run], ours[run], processor[run], shorter[run]) = (joined, joinedBy, settled, used, brief);
                }
            }

            Timing.Line($"reference: DuckDB, read both files, join and sum(energy * price), in doubles: {Timing.Median(reference):0} ms (median of {Runs}), {Timing.Median(joining):0} ms of processor time");
            Timing.Line($"spillway: files read, checked and settled into {lines} lines, in decimals: {Timing.Median(ours):0} ms (median of {Runs}), {Timing.Median(processor):0} ms of processor time");
            Timing.Line($"linear: a fifth of the year takes {Timing.Median(shorter):0} ms, {Timing.Median(shorter) / Timing.Median(ours):0.00} of it");
            Timing.Line($"settle: ratio={Timing.Median(reference) / Timing.Median(ours):0.000}");
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Statement Settle(SettleYear year, int days)
    {
        var site = SiteFile.Read(year.Site, RuleLibrary.Open(year.Folder));
        var request = new SettleRequest(
            year.Site, [year.Prices], [year.Meter], [year.Awards], null, new(2026, 1, 1), new LocalDate(2026, 1, 1).PlusDays(days));
        return SettleLoading.Load(site, request, year.Folder, CancellationToken.None).Settle();
    }

    private static void Join(SettleYear year)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT sum(m.energy_mwh * p.\"LZ_WEST@LZEW\") FROM read_csv('{year.Meter}') m JOIN read_csv('{year.Prices}') p USING (interval_start_utc)";
        if (command.ExecuteScalar() is not double sum || sum == 0.0)
        {
            throw new InvalidOperationException("The join found nothing.");
        }
    }
}
