using System.Collections.Immutable;
using NodaTime;
using Spillway.Units;

namespace Spillway.Engine.Sites.Contracts;

/// <summary>Power over time in steps: a block's shape, its dates and its nominations, resolved to instants.</summary>
/// <remarks>Local hours, weekdays, holidays and months end where the site file is read; here is nothing but instants. Before the
/// first step the power is zero, and the last step lasts for ever.</remarks>
/// <param name="Steps">The steps, ascending by <see cref="ScheduleStep.From"/>, none of them twice.</param>
/// <param name="Known">The time that the schedule speaks about: outside it the contract is in force and nobody said how much.</param>
public sealed record PowerSchedule(ImmutableArray<ScheduleStep> Steps, ContractTerm Known)
{
    /// <summary>The same power at all times.</summary>
    /// <param name="power">The power.</param>
    /// <returns>A schedule of one step.</returns>
    public static PowerSchedule Flat(Megawatts power) => Within(power, ContractTerm.Always);

    /// <summary>The same power while a contract is in force.</summary>
    /// <param name="power">The power.</param>
    /// <param name="term">When it is in force.</param>
    /// <returns>A schedule of at most two steps.</returns>
    public static PowerSchedule Within(Megawatts power, ContractTerm term) => new(
        term.To == Instant.MaxValue
            ? [new(term.From, power)]
            : [new(term.From, power), new(term.To, Megawatts.Zero)],
        ContractTerm.Always);

    /// <summary>The power at an instant.</summary>
    /// <param name="at">The instant.</param>
    /// <returns>The power of the step it lies in; zero before the first.</returns>
    public Megawatts At(Instant at) => IndexAt(at) is >= 0 and var index ? Steps[index].Power : Megawatts.Zero;

    /// <summary>The energy of a span, over all steps that it touches.</summary>
    /// <param name="start">When the span begins.</param>
    /// <param name="length">How long it lasts.</param>
    /// <returns>Power times time, exact.</returns>
    public ExactEnergy Energy(Instant start, Duration length)
    {
        var end = start + length;
        var energy = ExactEnergy.Zero;
        var index = IndexAt(start);
        for (var from = start; from < end; index++)
        {
            var to = index + 1 < Steps.Length ? Instant.Min(end, Steps[index + 1].From) : end;
            if (index >= 0)
            {
                energy += ExactEnergy.From(Steps[index].Power, Minutes(to - from));
            }

            from = to;
        }

        return energy;
    }

    /// <summary>The schedule with all its powers multiplied.</summary>
    /// <param name="factor">The factor; −1 turns a purchase into a sale.</param>
    /// <returns>The same steps with other powers.</returns>
    public PowerSchedule Times(decimal factor) =>
        this with { Steps = [.. Steps.Select(step => step with { Power = step.Power * factor })] };

    /// <summary>The last step that begins at or before an instant; −1 where none does.</summary>
    private int IndexAt(Instant at)
    {
        var (low, high) = (0, Steps.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Steps[middle].From <= at)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low - 1;
    }

    private static Minutes Minutes(Duration span) => new(span.BclCompatibleTicks / (decimal)NodaConstants.TicksPerMinute);
}
