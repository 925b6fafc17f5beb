using System.Collections.Immutable;
using NodaTime;
using Spillway.Engine.Commands;
using Spillway.Engine.Plans;
using Spillway.Engine.Settlements.Statements;
using Spillway.Engine.Signals;
using Spillway.Units;

namespace Spillway.App.Statements.Ledgers;

/// <summary>What was decided for each interval, by which price, and which groups an order held meanwhile.</summary>
internal sealed class PlanTrace
{
    private readonly Dictionary<Instant, KnownPlan> _plans = [];
    private readonly OrderOfPass _orders = new();
    private (Instant Start, EnergyPrice Price)? _newest;
    private Instant? _open;

    /// <summary>The plan of an interval; null where there is none.</summary>
    public KnownPlan? At(Instant start) => _plans.GetValueOrDefault(start);

    /// <summary>A step decided; the first decision of an interval is its plan, also where another desk went on in it.</summary>
    public void Decided(Observation observation, ImmutableArray<GroupCommand> commands)
    {
        foreach (var report in observation.Frame.Prices)
        {
            _newest = _newest is { } newest && newest.Start > report.Start ? newest : (report.Start, report.Price);
        }

        if (observation.Next?.Start != _open)
        {
            _open = observation.Next?.Start;
            _orders.Begin();
        }

        if (observation.Next is { } slot && !commands.IsEmpty)
        {
            _plans.TryAdd(slot.Start, new(
                [.. commands.Select(command => SlotEnergy.Of(command.Power, slot))],
                Expected(commands) ?? _newest?.Price,
                observation.Frame.DecisionHashprice,
                [.. commands.Select(_ => false)]));
        }
    }

    /// <summary>A control pass came.</summary>
    /// <param name="payload">Its payload.</param>
    public void Passed(ReadOnlyMemory<byte> payload)
    {
        if (_open is { } start && _plans.TryGetValue(start, out var plan) && _orders.Mark(payload, plan.Bound) is var bound && bound != plan.Bound)
        {
            _plans[start] = plan with { Bound = bound };
        }
    }

    // What is added for the chance of a coincident peak, or taken off by a block's spread, is no price that was expected of the market.
    private static EnergyPrice? Expected(ImmutableArray<GroupCommand> commands) => commands
        .Select(command => command.Reason)
        .Select(reason => reason.Code is ReasonCode.CoincidentPeak or ReasonCode.SellBackSpread ? reason.Newest : reason.Expected ?? reason.Newest)
        .FirstOrDefault(price => price is not null);
}
