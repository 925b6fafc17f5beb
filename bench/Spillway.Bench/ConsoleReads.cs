using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Spillway.Bench;

/// <summary>How many reads the API answers, against a bare endpoint that returns the same bytes: the smallest answer, the whole state, and a
/// page of the fleet; while the desk makes a pass a second, so that nothing that was written down once serves for longer.</summary>
internal static class ConsoleReads
{
    private const int Runs = 5;
    private const int Readers = 16;
    private const int RunMs = 4_000;
    private const int MostPasses = 1_200;
    private const string Smallest = "/api/v1/orders";
    private static readonly string[] _addresses = [Smallest, "/api/v1/status", "/api/v1/machines?limit=200"];

    public static async Task RunAsync(ConsoleDesk desk, int rounds, CancellationToken cancellation)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var passing = desk.RunAsync(MostPasses, TimeSpan.FromSeconds(1), end.Token);
        await ReadAllAsync(desk, rounds, cancellation);
        await end.CancelAsync();
        await ((Task)passing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static async Task ReadAllAsync(ConsoleDesk desk, int rounds, CancellationToken cancellation)
    {
        Timing.Line($"{Readers} readers in the same process, {RunMs / 1000} s a run, medians of {Math.Min(Runs, rounds)}; goal 5,000 reads/s or half of the bare endpoint");
        foreach (var address in _addresses)
        {
            using var http = Http();
            var bytes = await http.GetByteArrayAsync(new Uri(desk.Address, address), cancellation);
            var (ours, bare) = await CompareAsync(desk, address, bytes, Math.Min(Runs, rounds), cancellation);
            Timing.Line($"reference: a bare endpoint with the {bytes.Length} bytes of {address}, {bare:0} reads/s");
            Timing.Line($"spillway: GET {address}, {ours:0} reads/s, {ours / bare:0.00} of the bare one");
            if (address == Smallest)
            {
                Timing.Line($"console: ratio={ours / bare:0.00}");
            }
        }
    }

    private static async Task<(double Ours, double Bare)> CompareAsync(ConsoleDesk desk, string address, byte[] bytes, int runs, CancellationToken cancellation)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(static kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddRoutingCore();
        await using var application = builder.Build();
        application.UseRouting();
        application.MapGet(new Uri(desk.Address, address).AbsolutePath, async http => await http.Response.BodyWriter.WriteAsync(bytes, http.RequestAborted));
        await application.StartAsync(cancellation);
        var bare = new Uri(application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        var (ours, theirs) = (new double[runs], new double[runs]);
        for (var run = -1; run < runs; run++)
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
        var begun = Stopwatch.GetTimestamp();
        var counts = await Task.WhenAll(Enumerable.Range(0, Readers).Select(_ => Task.Run(
            async () =>
            {
                var count = 0;
                while (Stopwatch.GetElapsedTime(begun).TotalMilliseconds < RunMs)
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

    private static HttpClient Http()
    {
        var http = new HttpClient(new SocketsHttpHandler { UseProxy = false, MaxConnectionsPerServer = Readers });
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", ConsoleDesk.Token);
        return http;
    }
}
