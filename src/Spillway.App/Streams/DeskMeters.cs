using System.Diagnostics.Metrics;
using Spillway.App.Api;

namespace Spillway.App.Streams;

/// <summary>The desk's figures for whoever scrapes them. They are read when they are asked for: the desk does no work for them.</summary>
internal sealed class DeskMeters : IDisposable
{
    /// <summary>The name of the meter.</summary>
    public const string MeterName = "Spillway";

    private readonly Meter _meter = new(MeterName);

    public DeskMeters(DeskRoom room)
    {
        var board = room.Board;
        _meter.CreateObservableGauge("spillway_power_megawatts", () => (double)board.Newest.Power.Value, "MW", "What the site draws.");
        _meter.CreateObservableGauge("spillway_wanted_megawatts", () => (double)board.Newest.Wanted.Value, "MW", "What it shall draw.");
        _meter.CreateObservableGauge("spillway_ceiling_megawatts", () => (double)board.Newest.State.Bounds.Ceiling.Value, "MW", "The most it may draw.");
        _meter.CreateObservableGauge("spillway_price_per_megawatthour", () => board.Newest.Price is { } price ? [new Measurement<double>((double)price.Value)] : Array.Empty<Measurement<double>>(), null, "The newest known price, in the site's currency.");
        _meter.CreateObservableGauge("spillway_orders", () => board.Newest.State.Orders.Length, "{order}", "Orders in force.");
        _meter.CreateObservableGauge("spillway_alarms", () => board.Newest.State.Alarms.Length, "{alarm}", "Alarms that stand.");
        _meter.CreateObservableGauge("spillway_machines", () => Machines(board.Newest.State.Machines), "{machine}", "Machines by condition.");
        _meter.CreateObservableCounter("spillway_passes", () => board.Newest.Number, "{pass}", "Passes that the board has seen since the start.");
        _meter.CreateObservableGauge("spillway_consoles", () => board.Watchers, "{console}", "Pages and streams that follow the desk.");
        _meter.CreateObservableGauge("spillway_journal_number", () => room.View.Head().Number, "{record}", "The number of the journal's newest record.");
    }

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    private static IEnumerable<Measurement<int>> Machines(IReadOnlyList<Engine.Commands.Control.MachineState> machines) => machines
        .CountBy(static machine => machine.Condition)
        .Select(static count => new Measurement<int>(count.Value, new KeyValuePair<string, object?>("condition", count.Key.ToString().ToLowerInvariant())));
}
