using System.Collections.Immutable;
using NodaTime;
using Spillway.Engine;
using Spillway.Engine.Commands;
using Spillway.Engine.Signals;
using Spillway.Engine.Sites;
using Spillway.Simulation.World;
using Spillway.Units;

namespace Spillway.Tests.Engine;

/// <summary>All four edges of the loop in one, writing down who was called when. Prices are 10, 20, 30, …</summary>
internal sealed class RecordingEdges(Site site, int intervals, int failingAppend = int.MaxValue) : IDeskClock, ISignals, IMachines, IJournal
{
    private readonly IdealSite _world = new(site, [.. site.Loads.Select(load => GroupState.Settled(load, load.Machines))]);
    private int _next;
    private int _appends;

    public List<string> Calls { get; } = [];

    public List<StepRecord> Steps { get; } = [];

    public ValueTask<Slot?> NextAsync(CancellationToken cancellation)
    {
        Calls.Add("clock");
        return ValueTask.FromResult<Slot?>(_next < intervals ? Halls.Slot(_next++) : null);
    }

    public ValueTask<SignalFrame> ReadAsync(Slot? ended, Slot? next, CancellationToken cancellation)
    {
        Calls.Add($"signals {Number(ended)}>{Number(next)}");
        var settles = ended is null ? (EnergyPrice?)null : Price(ended.Value.Start);
        ImmutableArray<PriceReport> reports = ended is { } past ? [new(past.Start, Price(past.Start), [(double)Price(past.Start).Value])] : [];
        return ValueTask.FromResult(new SignalFrame(reports, [], settles, null, null));
    }

    public async ValueTask AppendAsync(Observation observation, StepRecord step, CancellationToken cancellation)
    {
        Calls.Add("journal");
        await Task.Yield();
        if (++_appends == failingAppend)
        {
            throw new IOException("The disk is full.");
        }

        Steps.Add(step);
    }

    public ValueTask<ImmutableArray<GroupRun>> RunAsync(Decision decision, CancellationToken cancellation)
    {
        Calls.Add($"machines {Number(decision.Slot)}");
        return _world.RunAsync(decision, cancellation);
    }

    private static string Number(Slot? slot) =>
        slot is { } known ? ((known.Start - Halls.Slot(0).Start) / Duration.FromMinutes(15)).ToString(System.Globalization.CultureInfo.InvariantCulture) : "-";

    private static EnergyPrice Price(Instant start) => new(10m * (1m + (decimal)((start - Halls.Slot(0).Start) / Duration.FromMinutes(15))));
}
