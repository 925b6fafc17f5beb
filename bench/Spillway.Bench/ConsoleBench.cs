using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Spillway.Bench;

/// <summary>What open consoles cost the desk, how quickly they see what it did, and how many reads the API answers against a bare endpoint
/// that returns the same bytes.</summary>
internal static class ConsoleBench
{
    private const int Consoles = 50;
    private const int Passes = 150;
    private const int MostPaintPasses = 600;
    private const int Runs = 5;
    private const int Readers = 16;
    private const int ReadMs = 4_000;
    private static readonly TimeSpan _period = TimeSpan.FromSeconds(1);

    public static int Run(string[] arguments) => (arguments is [ConsoleClients.Argument, var desk, var consoles]
        ? ConsoleClients.ServeAsync(new(desk), int.Parse(consoles, CultureInfo.InvariantCulture), CancellationToken.None)
        : RunAsync(arguments, CancellationToken.None)).GetAwaiter().GetResult();

    // All of it, or the parts that are named.
    private static async Task<int> RunAsync(string[] parts, CancellationToken cancellation)
    {
        Timing.Machine();
        await using var desk = await ConsoleDesk.StartAsync(cancellation);
        await desk.RunAsync(Passes, TimeSpan.FromMilliseconds(20), cancellation);
        if (IsAsked(parts, "passes"))
        {
            var alone = Percentile((await desk.RunAsync(Passes, _period, cancellation)).Took, 0.99);
            await WatchedAsync(desk, alone, cancellation);
        }

        if (IsAsked(parts, "paint"))
        {
            await PaintAsync(desk, cancellation);
        }

        if (IsAsked(parts, "reads"))
        {
            var (ours, bare) = await ReadsAsync(desk, cancellation);
            Timing.Line($"reference: a bare endpoint with the same bytes, {bare:0} reads/s (median of {Runs})");
            Timing.Line($"spillway: GET /api/v1/orders, {ours:0} reads/s (median of {Runs}; goal 5,000 or half of the bare one), readers in the same process");
            Timing.Line($"console: ratio={ours / bare:0.00}");
        }

        return 0;
    }

    private static bool IsAsked(string[] parts, string part) => parts.Length == 0 || parts.Contains(part);

    private static async Task PaintAsync(ConsoleDesk desk, CancellationToken cancellation)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var running = desk.RunAsync(MostPaintPasses, _period, end.Token);
        await ConsolePaint.RunAsync(desk.Address);
        await end.CancelAsync();
        await ((Task)running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static async Task WatchedAsync(ConsoleDesk desk, double alone, CancellationToken cancellation)
    {
        var before = Memory();
        await using var clients = await ConsoleClients.OpenAsync(desk.Address, Consoles, cancellation);
        await desk.RunAsync(Passes / 20, _period, cancellation);
        var perConsole = (Memory() - before) / (double)Consoles / 1024;
        await clients.ForgetAsync(cancellation);
        var (took, told) = await desk.RunAsync(Passes, _period, cancellation);
        var taken = await clients.TakeAsync(cancellation);
        var watched = Percentile(took, 0.99);
        var latencies = taken.SelectMany(one => one.Frames.Select(at => Latency(told, at))).OfType<double>().ToList();
        Timing.Line($"a pass of {ConsoleDesk.Machines} machines, a fifth of them new each time, every {_period.TotalSeconds} s: p99 {alone:0.00} ms alone, {watched:0.00} ms with {Consoles} consoles on the page Now ({watched / alone:0.00} times, goal 1.2), {Passes} passes each");
        Timing.Line($"frames a console and second: {taken.Average(static one => one.Frames.Count) / (Passes * _period.TotalSeconds):0.0}, {taken.Average(static one => one.Bytes) / 1024:0} KiB in all");
        Timing.Line($"from the end of a pass to the frame at the console, in another process: p50 {Percentile(latencies, 0.5):0} ms, p95 {Percentile(latencies, 0.95):0} ms (goal 300 ms)");
        Timing.Line($"memory: {perConsole:0} KiB a console in the desk's process");
    }

    // The newest pass before a frame; one that shows nothing of the last second is none of a pass.
    private static double? Latency(List<long> told, long at)
    {
        var index = told.BinarySearch(at);
        index = index >= 0 ? index : ~index - 1;
        return index < 0 ? null : Stopwatch.GetElapsedTime(told[index], at).TotalMilliseconds;
    }

    private static async Task<(double Ours, double Bare)> ReadsAsync(ConsoleDesk desk, CancellationToken cancellation)
    {
        const string address = "/api/v1/orders";
        using var http = Http();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", ConsoleDesk.Token);
        var bytes = await http.GetByteArrayAsync(new Uri(desk.Address, address), cancellation);
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(static kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddRoutingCore();
        await using var application = builder.Build();
        application.UseRouting();
        application.MapGet(address, async http => await http.Response.BodyWriter.WriteAsync(bytes, http.RequestAborted));
        await application.StartAsync(cancellation);
        var bare = new Uri(application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        var (ours, theirs) = (new double[Runs], new double[Runs]);
        for (var run = -1; run < Runs; run++)
        {
            var (one, other) = (await ReadAsync(new(desk.Address, address), cancellation), await ReadAsync(new(bare, address), cancellation));
            if (run >= 0)
            {
                (ours[run], theirs[run]) = (one, other);
            }
        }

        return (Timing.Median(ours), Timing.Median(theirs));
    }

    private static async Task<double> ReadAsync(Uri address, CancellationToken cancellation)
    {
        using var http = Http();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", ConsoleDesk.Token);
        var begun = Stopwatch.GetTimestamp();
        var counts = await Task.WhenAll(Enumerable.Range(0, Readers).Select(_ => Task.Run(
            async () =>
            {
                var count = 0;
                while (Stopwatch.GetElapsedTime(begun).TotalMilliseconds < ReadMs)
                {
                    using var answer = await http.GetAsync(address, cancellation);
                    answer.EnsureSuccessStatusCode();
                    await answer.Content.ReadAsByteArrayAsync(cancellation);
                    count++;
                }

                return count;
            },
            cancellation)));
        return counts.Sum() / Stopwatch.GetElapsedTime(begun).TotalSeconds;
    }

    private static HttpClient Http() => new(new SocketsHttpHandler { UseProxy = false, MaxConnectionsPerServer = Readers });

    private static long Memory()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }

    private static double Percentile(List<double> values, double share) => values.Count == 0 ? double.NaN : values.Order().ElementAt((int)Math.Min(values.Count - 1, values.Count * share));
}
