using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Spillway.Bench;

/// <summary>Exchanges a second of the full driver path: connect, ask, read into telemetry, keep the state; alone against a
/// running server, or in turn with a bare client against the same server.</summary>
internal static partial class FanoutBench
{
    private const int LeastExchanges = 30_000;
    private const int BarePort = 14_028;
    private const int BareMachines = 30_000;
    private const int BareOpen = 1_000;

    public static int Run(string[] args)
    {
        if (FanoutOptions.Read(args) is not { } options)
        {
            Console.Error.WriteLine("fanout [--port P] [--machines N] [--open K] [--server FILE --client FILE [--rounds R]]");
            return 2;
        }

        return options.Server is null ? Alone(options) : InTurns(options);
    }

    private static int Alone(FanoutOptions options)
    {
        using var fleet = new FanoutFleet(options.Machines, options.Port);
        WarmUp(fleet, options);
        var (rate, _) = Measure(fleet, options);
        return Ended(fleet, $"fanout: {rate:0} exchanges/s");
    }

    private static int InTurns(FanoutOptions options)
    {
        using var server = Process.Start(new ProcessStartInfo(options.Server!, [Text(options.Port)]))!;
        try
        {
            return InTurns(options, new FanoutFleet(options.Machines, options.Port));
        }
        finally
        {
            server.Kill();
            server.WaitForExit();
        }
    }

    private static int InTurns(FanoutOptions options, FanoutFleet fleet)
    {
        using var held = fleet;
        Timing.Machine();
        Bare(options);
        WarmUp(fleet, options);
        var ratios = new List<double>();
        var pairs = new List<(double Bare, double Ours)>();
        for (var round = 0; round < options.Rounds; round++)
        {
            var bare = Bare(options);
            var (ours, bytes) = Measure(fleet, options);
            ratios.Add(ours / bare);
            pairs.Add((bare, ours));
            Timing.Line($"  turn {round + 1}: bare client {bare:0}/s, spillway {ours:0}/s, ratio {ours / bare:0.00}, {bytes:0} bytes allocated an exchange");
        }

        Timing.Line($"reference: bare client {Timing.Median([.. pairs.Select(pair => pair.Bare)]):0} exchanges/s (median of {options.Rounds})");
        Timing.Line($"spillway: {Timing.Median([.. pairs.Select(pair => pair.Ours)]):0} exchanges/s (median of {options.Rounds})");
        return Ended(fleet, $"fanout: ratio={Timing.Median([.. ratios]):0.00}");
    }

    private static int Ended(FanoutFleet fleet, FormattableString line)
    {
        if (fleet.Failed > 0)
        {
            Console.Error.WriteLine($"{fleet.Failed} exchanges failed; the last: {fleet.LastFault}");
            return 1;
        }

        Timing.Line(line);
        return 0;
    }

    // A desk runs for months: what the compiler does in its first second is not its speed.
    private static void WarmUp(FanoutFleet fleet, FanoutOptions options)
    {
        for (var done = 0; done < LeastExchanges; done += options.Machines)
        {
            fleet.Pass(options.Open);
        }
    }

    private static (double Rate, double Bytes) Measure(FanoutFleet fleet, FanoutOptions options)
    {
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var seconds = 0.0;
        var done = 0;
        while (done < LeastExchanges)
        {
            seconds += fleet.Pass(options.Open);
            done += options.Machines;
        }

        return (done / seconds, (GC.GetTotalAllocatedBytes(precise: true) - before) / (double)done);
    }

    /// <summary>The rate of the bare client against the bare server, each started for it.</summary>
    public static double Bare(string server, string client)
    {
        var options = new FanoutOptions(BarePort, BareMachines, BareOpen, server, client, 1);
        using var running = Process.Start(new ProcessStartInfo(server, [Text(BarePort)]))!;
        try
        {
            Bare(options);
            return Bare(options);
        }
        finally
        {
            running.Kill();
            running.WaitForExit();
        }
    }

    private static double Bare(FanoutOptions options)
    {
        var exchanges = Math.Max(LeastExchanges, options.Machines);
        using var client = Process.Start(new ProcessStartInfo(options.Client!, [Text(exchanges), Text(options.Open), Text(options.Port)]) { RedirectStandardOutput = true })!;
        var line = client.StandardOutput.ReadToEnd();
        client.WaitForExit();
        return RateText().Match(line) is { Success: true } match
            ? double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)
            : throw new InvalidOperationException($"The bare client printed no rate: {line}");
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"= (\d+)/s")]
    private static partial Regex RateText();
}
