using System.Globalization;
using Spillway.App.Machines;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Sites.Plants;

namespace Spillway.App.Api;

/// <summary>An alarm in one sentence of the terminal: of a swing with what moved, how fast, and the machines.</summary>
internal static class AlarmSentence
{
    /// <summary>The most machines that a sentence names.</summary>
    public const int MostNames = 10;

    /// <summary>The sentence.</summary>
    /// <param name="alarm">The alarm.</param>
    /// <param name="plant">Names its machines; null where nobody asks for them.</param>
    public static string Of(Alarm alarm, Plant? plant)
    {
        ArgumentNullException.ThrowIfNull(alarm);
        var sentence = OrderWords.Sentence(alarm);
        return alarm is { IsRaised: true, Before: { } before, Measured: { } moved, Within: { } within }
            ? sentence
                + string.Create(CultureInfo.InvariantCulture, $": {before.Value:0.###} MW became {(before + moved).Value:0.###} MW within {within.TotalSeconds:0.#} s, {alarm.Expected?.Value ?? 0m:0.###} MW of it ordered")
                + (plant is null ? "" : "; " + Machines(alarm, plant))
            : sentence;
    }

    private static string Machines(Alarm alarm, Plant plant)
    {
        if (alarm.Machines.IsEmpty)
        {
            return "no machine has said yet that it moved";
        }

        var more = alarm.Machines.Length + alarm.More - MostNames;
        return "moved: " + string.Join(", ", alarm.Machines.Take(MostNames).Select(machine => MachineDirectory.NameOf(plant, machine)))
            + (more > 0 ? string.Create(CultureInfo.InvariantCulture, $" and {more} more") : "");
    }
}
