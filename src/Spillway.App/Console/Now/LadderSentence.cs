using System.Collections.Immutable;
using NodaTime;
using Spillway.App.Console.Texts;
using Spillway.Engine.Commands.Ladder;

namespace Spillway.App.Console.Now;

/// <summary>What can be off by when, as one reads it aloud: the quickest step, the last one, and one between where it adds much.</summary>
public static class LadderSentence
{
    private const decimal Much = 1.1m;

    /// <summary>The sentence.</summary>
    /// <param name="reader">Who reads.</param>
    /// <param name="steps">The steps, the shortest time first.</param>
    /// <returns>Such as <c>41.2 MW in 0.6 s, 118.0 MW in 14 s</c>.</returns>
    public static string Of(Reader reader, ImmutableArray<ShedStep> steps)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return steps.IsEmpty ? reader["Nothing runs that could be taken off."]
            : string.Join(reader[", "], Chosen(steps).Select(step => reader["{0} in {1}", Reader.Mw(step.Power), Seconds(reader, step.Within)]));
    }

    private static IEnumerable<ShedStep> Chosen(ImmutableArray<ShedStep> steps)
    {
        var (first, last) = (steps[0], steps[^1]);
        var between = steps.FirstOrDefault(step => step.Power.Value >= first.Power.Value * Much && last.Power.Value >= step.Power.Value * Much);
        return new[] { first, between, last }.OfType<ShedStep>().Distinct();
    }

    /// <summary>A short time: tenths of a second below ten.</summary>
    /// <param name="reader">Who reads.</param>
    /// <param name="time">The time.</param>
    public static string Seconds(Reader reader, Duration time)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var seconds = (decimal)time.TotalSeconds;
        return time < Duration.FromSeconds(10) ? reader["{0} s", Reader.Number(seconds, "0.#")]
            : time < Duration.FromMinutes(2) ? reader["{0} s", Reader.Number(seconds, "0")]
            : seconds % 60m == 0m ? reader["{0} min", Reader.Number(seconds / 60m, "0")] : reader.Length(time);
    }
}
