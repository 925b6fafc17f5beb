namespace Spillway.Bench;

/// <summary>From an order until the desk has read back that every emulated machine sleeps, against the time that the same
/// number of bare exchanges takes and the firmware's own delay.</summary>
internal static class ShedBench
{
    public static int Run(string[] args)
    {
        if (ShedOptions.Read(args) is not { } options)
        {
            Console.Error.WriteLine("shed [--machines N] [--driver FAMILY] [--rounds R] [--server FILE --client FILE]");
            return 2;
        }

        Timing.Machine();
        var bare = options.Server is null ? (double?)null : FanoutBench.Bare(options.Server, options.Client!);
        using var site = new ShedSite(options);
        Timing.Line($"{options.Machines} {options.Driver} machines: emulated in {ShedSite.Megabytes(site.Emulator):0} MB, run by a desk of {ShedSite.Megabytes(site.Desk):0} MB");
        Timing.Line($"journal while nothing is ordered: {site.JournalMegabytesADay():0} MB a day");
        var seconds = new List<double>();
        var exchanges = new List<double>();
        for (var round = 0; round < options.Rounds; round++)
        {
            var (time, count) = site.Shed(round);
            seconds.Add(time);
            exchanges.Add(count);
            Timing.Line($"  order {round + 1}: all asleep by read-back after {time:0.00} s, {count} exchanges meanwhile");
            site.Restore(round);
        }

        var median = Timing.Median([.. seconds]);
        Timing.Line($"after the rounds: emulated site {ShedSite.Megabytes(site.Emulator):0} MB, desk {ShedSite.Megabytes(site.Desk):0} MB");
        Timing.Line($"spillway: {median:0.00} s (median of {options.Rounds})");
        if (bare is not { } rate)
        {
            Timing.Line($"shed: {median:0.00} s");
            return 0;
        }

        var reference = Timing.Median([.. exchanges]) / rate;
        Timing.Line($"reference: {Timing.Median([.. exchanges]):0} bare exchanges at {rate:0}/s take {reference:0.00} s");
        Timing.Line($"shed: ratio={median / reference:0.00}");
        return 0;
    }
}
