using System.Diagnostics;

namespace Spillway.Bench;

/// <summary>What open consoles cost a pass, and how soon they show it. Passes that nobody looks at, passes with consoles and passes with
/// consoles that have stopped reading take turns in one process, so that what changes on the machine meanwhile falls on all three.</summary>
internal sealed class ConsoleWatching(ConsoleDesk desk, int consoles, int rounds, int passes)
{
    private const int Settling = 4;
    private const int Latest = 5;
    private static readonly TimeSpan _period = TimeSpan.FromSeconds(1);

    private readonly List<ConsolePass> _alone = [];
    private readonly List<ConsolePass> _watched = [];
    private readonly List<ConsolePass> _stopped = [];
    private readonly List<double> _frames = [];
    private readonly List<double> _screen = [];
    private readonly List<double> _kibEach = [];
    private readonly List<int> _framesEach = [];
    private bool _hasScreen;

    public async Task RunAsync(CancellationToken cancellation)
    {
        for (var round = 0; round < rounds; round++)
        {
            await desk.RunAsync(Settling, _period, cancellation);
            _alone.AddRange(await desk.RunAsync(passes, _period, cancellation));
            await RoundAsync(cancellation);
        }

        Print();
    }

    // A Chromium is one of the consoles where there is one; it closes before the others stop reading, and all of them are then such.
    private async Task RoundAsync(CancellationToken cancellation)
    {
        var before = Memory();
        var screen = await ConsoleScreen.OpenAsync(desk.Address);
        await using var clients = await ConsoleClients.OpenAsync(desk.Address, consoles - (screen is null ? 0 : 1), cancellation);
        await using (screen)
        {
            _hasScreen = screen is not null;
            await desk.RunAsync(Settling, _period, cancellation);
            _kibEach.Add((Memory() - before) / (double)consoles / 1024);
            await clients.ForgetAsync(cancellation);
            await (screen?.ForgetAsync() ?? Task.CompletedTask);
            var watched = await desk.RunAsync(passes, _period, cancellation);
            var taken = await clients.TakeAsync(cancellation);
            _watched.AddRange(watched);
            _framesEach.AddRange(taken.Select(static one => one.Frames.Count));
            _frames.AddRange(taken.SelectMany(one => one.Frames.Select(at => Latency(watched, at))).OfType<double>());
            _screen.AddRange(screen is null ? [] : await screen.LatenciesAsync(watched));
        }

        await clients.StopReadingAsync(cancellation);
        await desk.RunAsync(Settling, _period, cancellation);
        _stopped.AddRange(await desk.RunAsync(passes, _period, cancellation));
    }

    private void Print()
    {
        var alone = Percentile(Took(_alone), 0.99);
        Timing.Line($"a pass of {ConsoleDesk.Machines} machines, a fifth of them new each time, every {_period.TotalSeconds} s; {rounds} rounds of {passes} passes each way, taking turns");
        Timing.Line($"pass, nobody looks: p50 {Percentile(Took(_alone), 0.5):0.00} ms, p99 {alone:0.00} ms");
        PrintLate(_alone);
        Print($"pass, {consoles} consoles on the page Now{(_hasScreen ? ", one of them a real Chromium" : "")}", _watched, alone);
        Print($"pass, {consoles - (_hasScreen ? 1 : 0)} consoles that have stopped reading", _stopped, alone);
        Timing.Line($"frames a console and second: {_framesEach.Average() / (passes * _period.TotalSeconds):0.0}");
        Timing.Line($"from the end of a pass to the frame at a console in another process: p50 {Percentile(_frames, 0.5):0} ms, p95 {Percentile(_frames, 0.95):0} ms");
        if (_hasScreen)
        {
            Timing.Line($"from what came to the desk to the figure in Chromium's page: p50 {Percentile(_screen, 0.5):0} ms, p95 {Percentile(_screen, 0.95):0} ms (goal 300 ms), {_screen.Count} of {_watched.Count} passes shown");
        }
        else
        {
            Timing.Line($"no Chromium is at hand: all consoles are clients of the protocol, and the page itself was not measured");
        }

        Timing.Line($"memory: {Timing.Median([.. _kibEach]):0} KiB a console in the desk's process (median of {rounds})");
    }

    private static void Print(string what, List<ConsolePass> made, double alone)
    {
        var worst = Percentile(Took(made), 0.99);
        Timing.Line($"{what}: p50 {Percentile(Took(made), 0.5):0.00} ms, p99 {worst:0.00} ms ({worst / alone:0.00} times, goal 1.2)");
        PrintLate(made);
    }

    // What a pass that took long waited for: the collector, a core, or neither.
    private static void PrintLate(List<ConsolePass> made)
    {
        foreach (var pass in made.OrderByDescending(static pass => pass.TookMs).Take(Latest))
        {
            Timing.Line($"  of {pass.TookMs:0.00} ms the collector stopped it {pass.CollectingMs:0.00} ms, and it was on a core {pass.RunningMs:0.00} ms");
        }
    }

    private static List<double> Took(List<ConsolePass> made) => [.. made.Select(static pass => pass.TookMs)];

    // The newest pass before a frame; a frame before the first is none of them.
    private static double? Latency(List<ConsolePass> made, long at) =>
        made.FindLast(pass => pass.Told <= at) is { } told ? Stopwatch.GetElapsedTime(told.Told, at).TotalMilliseconds : null;

    private static long Memory()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }

    private static double Percentile(List<double> values, double share) => values.Count == 0 ? double.NaN : values.Order().ElementAt((int)Math.Min(values.Count - 1, values.Count * share));
}
