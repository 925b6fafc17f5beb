using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using Spillway.Units;

namespace Spillway.Engine.Commands.Control;

/// <summary>Something a person should know, said once when it begins and once when it ends; words are made at the screen.</summary>
/// <param name="Code">What it is about.</param>
/// <param name="Subject">Whom it is about, by name.</param>
/// <param name="IsRaised">True when it begins, false when it ends.</param>
/// <param name="Measured">What was measured, where the alarm rests on a power.</param>
/// <param name="Expected">What should have been.</param>
/// <param name="Machines">The machines concerned, at most <see cref="MostMachines"/>, by number.</param>
public sealed record Alarm(
    AlarmCode Code, string Subject, bool IsRaised, Megawatts? Measured, Megawatts? Expected, ImmutableArray<int> Machines)
{
    /// <summary>The most machines that an alarm names.</summary>
    public const int MostMachines = 20;

    /// <summary>Of a swing: what the meter said before it. <see cref="Measured"/> is how far it moved from there.</summary>
    public Megawatts? Before { get; init; }

    /// <summary>Of a swing: the time in which the meter moved.</summary>
    public Duration? Within { get; init; }

    /// <summary>How many machines are concerned beyond those named.</summary>
    public int More { get; init; }

    // For hashes. Empty where there is nothing: states that were kept before there were such facts keep their digests.
    internal string Beyond => Before is { } before
        ? string.Create(CultureInfo.InvariantCulture, $"|{before}|{Within?.BclCompatibleTicks}|{More}") : "";
}
