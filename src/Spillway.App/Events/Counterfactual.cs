using System.Collections.Immutable;
using Spillway.Engine;
using Spillway.Engine.Commands;
using Spillway.Engine.Signals;
using Spillway.Engine.Sites;

namespace Spillway.App.Events;

/// <summary>What a desk would have decided without an order: its own steps from the interval of the order on, each taken with the
/// machines where its own decisions would have left them, and with the prices that it came to know.</summary>
internal static class Counterfactual
{
    /// <summary>Takes the steps.</summary>
    /// <param name="trace">What the journal holds.</param>
    /// <returns>One entry an interval, from that of the order on; the first is what was decided in truth.</returns>
    public static ImmutableArray<CounterfactualSlot> Of(EventTrace trace)
    {
        ArgumentNullException.ThrowIfNull(trace);
        var first = trace.Steps.ToList().FindLastIndex(step => step.Slot.Start <= trace.Event.At);
        if (first < 0)
        {
            return [];
        }

        var begun = trace.Steps[first];
        var state = begun.After;
        var runs = Run(trace.Desk.Site, begun.Slot, begun.Before, begun.Commands);
        var slots = ImmutableArray.CreateBuilder<CounterfactualSlot>();
        slots.Add(new(begun, begun.Commands, begun.Planned, runs));
        foreach (var step in trace.Steps.AsSpan()[(first + 1)..])
        {
            var observation = step.Observation with { Measured = runs };
            (state, var taken) = DeskStep.Next(trace.Desk, state, observation);
            runs = Run(trace.Desk.Site, step.Slot, [.. runs.Select(static run => run.After)], taken.Decision!.Commands);
            slots.Add(new(step, taken.Decision.Commands, new(taken.Decision.Commands.Sum(static command => command.Power.Value)), runs));
        }

        return slots.ToImmutable();
    }

    private static ImmutableArray<GroupRun> Run(Site site, Slot slot, ImmutableArray<GroupState> before, ImmutableArray<GroupCommand> commands) =>
        [.. commands.Select((command, index) => before[index].Run(site.Loads[index], command.ModeIndex, command.Machines, slot.Minutes))];
}
