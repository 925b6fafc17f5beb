using System.Globalization;
using NodaTime;
using Spillway.Devices.Breakers;
using Spillway.Devices.Modbus;
using Spillway.Simulation.World;

namespace Spillway.Bench;

/// <summary>500 breakers on kept Modbus connections: from an order to the last feedback that confirms it.</summary>
internal static class BreakersBench
{
    private const int Orders = 20;
    private const double GoalMilliseconds = 50;
    private const double LimitMilliseconds = 150;

    public static int Run(string[] args)
    {
        var breakers = Number(args, "--breakers", 500);
        var travel = Number(args, "--travel-ms", 0);
        Timing.Machine();
        Timing.Line($"breakers: {breakers} on kept connections, contacts travel {travel} ms, {Orders} orders, opening and closing in turn; breakers, their modules and the desk's drivers share this machine");
        return RunAsync(breakers, travel).GetAwaiter().GetResult();
    }

    private static async Task<int> RunAsync(int count, int travel)
    {
        var build = new BreakerBuild(Duration.FromMilliseconds(travel), Duration.FromMilliseconds(travel), Duration.Zero, null);
        await using var panel = new BreakerPanel(build);
        var ours = Enumerable.Range(0, count).Select(_ => new ModbusBreaker(new ModbusClient(panel.Endpoint, new(), TimeProvider.System), 1, BreakerPanel.Wiring, null, TimeProvider.System)).ToList();
        var bare = Enumerable.Range(0, count).Select(_ => new BareBreaker(panel.Endpoint)).ToList();

        // Connections are kept, so opening them is no part of an order.
        await Task.WhenAll(ours.Select(breaker => breaker.ReadAsync(CancellationToken.None).AsTask()));
        await Task.WhenAll(bare.Select(breaker => breaker.TellAsync(isOpen: false)));

        var (our99, bare99) = (new List<double>(), new List<double>());
        for (var order = 0; order < Orders; order++)
        {
            var isOpen = order % 2 == 0;
            our99.Add(await OrderAsync($"order {order + 1} {(isOpen ? "open" : "close")}", ours.Select(breaker => Driven(breaker, isOpen))));
            bare99.Add(await OrderAsync("  bare frames", bare.Select(breaker => (Func<Task>)(() => breaker.TellAsync(isOpen)))));
        }

        foreach (var breaker in ours)
        {
            await breaker.DisposeAsync();
        }

        bare.ForEach(breaker => breaker.Dispose());
        var (our, reference) = (Timing.Median([.. our99]), Timing.Median([.. bare99]));
        Timing.Line($"breakers: median of the p99s {our:0.0} ms (goal {GoalMilliseconds:0}, limit {LimitMilliseconds:0})");
        Timing.Line($"reference: the same frames over bare sockets, without client, codec and state machine: median of the p99s {reference:0.0} ms");
        Timing.Line($"breakers: ratio={our / reference:0.00}");
        return our < LimitMilliseconds ? 0 : 1;
    }

    private static Func<Task> Driven(ModbusBreaker breaker, bool isOpen) => async () =>
    {
        var answer = await breaker.TellAsync(isOpen ? BreakerAction.Open : BreakerAction.Close, CancellationToken.None);
        if (answer.Value?.Position != (isOpen ? BreakerPosition.Open : BreakerPosition.Closed))
        {
            throw new InvalidOperationException($"A breaker did not follow: {answer.Fault?.Detail}");
        }
    };

    private static async Task<double> OrderAsync(string name, IEnumerable<Func<Task>> tells)
    {
        var accepted = TimeProvider.System.GetTimestamp();
        var times = await Task.WhenAll(tells.Select(async tell =>
        {
            await Task.Yield();
            await tell();
            return TimeProvider.System.GetElapsedTime(accepted).TotalMilliseconds;
        }));
        Array.Sort(times);
        var p99 = times[(int)Math.Ceiling(times.Length * 0.99) - 1];
        Timing.Line($"{name,-16} p50 {times[times.Length / 2],6:0.0} ms   p99 {p99,6:0.0} ms   last {times[^1],6:0.0} ms");
        return p99;
    }

    private static int Number(string[] args, string name, int otherwise)
    {
        var at = Array.IndexOf(args, name);
        return at >= 0 && at + 1 < args.Length ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : otherwise;
    }
}
