using System.Collections.Immutable;
using NodaTime;
using Spillway.Engine.Sites.Contracts;
using Spillway.Units;

namespace Spillway.App.Sites.Contracts;

/// <summary>Puts schedules together.</summary>
internal static class Schedules
{
    /// <summary>A schedule while a contract is in force, and nothing outside.</summary>
    /// <param name="schedule">The schedule.</param>
    /// <param name="term">When it is in force.</param>
    /// <returns>The schedule, zero outside the term.</returns>
    public static PowerSchedule Clip(PowerSchedule schedule, ContractTerm term) =>
        term == ContractTerm.Always ? schedule : Product(schedule, PowerSchedule.Within(new(1m), term));

    /// <summary>One schedule times another, step by step.</summary>
    /// <param name="schedule">The powers.</param>
    /// <param name="factor">What they are multiplied by: a schedule of plain numbers.</param>
    /// <returns>The product, known where <paramref name="schedule"/> and <paramref name="factor"/> are.</returns>
    public static PowerSchedule Product(PowerSchedule schedule, PowerSchedule factor)
    {
        var steps = ImmutableArray.CreateBuilder<ScheduleStep>();
        foreach (var from in schedule.Steps.Concat(factor.Steps).Select(step => step.From).Distinct().Order())
        {
            var power = schedule.At(from) * factor.At(from).Value;
            if (steps.Count == 0 ? power != Megawatts.Zero : power != steps[^1].Power)
            {
                steps.Add(new(from, power));
            }
        }

        return new(
            steps.DrainToImmutable(),
            new(Instant.Max(schedule.Known.From, factor.Known.From), Instant.Min(schedule.Known.To, factor.Known.To)));
    }
}
