using System.Collections.Immutable;

namespace Spillway.Engine.Commands.Control;

/// <summary>The alarms that stand: each is said once when it begins and once when it ends.</summary>
internal static class AlarmBook
{
    /// <summary>What is to be said, given what stands and what is the case now.</summary>
    public static ImmutableArray<Alarm> Changes(ImmutableArray<Alarm> standing, IReadOnlyList<Alarm> now)
    {
        if (standing.IsEmpty && now.Count == 0)
        {
            return [];
        }

        var changes = ImmutableArray.CreateBuilder<Alarm>();
        foreach (var alarm in now)
        {
            if (!standing.Any(other => IsSame(other, alarm)))
            {
                changes.Add(alarm);
            }
        }

        foreach (var alarm in standing)
        {
            if (!now.Any(other => IsSame(other, alarm)))
            {
                changes.Add(alarm with { IsRaised = false });
            }
        }

        return changes.ToImmutable();
    }

    /// <summary>What stands after some were said.</summary>
    public static ImmutableArray<Alarm> After(ImmutableArray<Alarm> standing, ImmutableArray<Alarm> changes)
    {
        foreach (var change in changes)
        {
            standing = change.IsRaised ? standing.Add(change) : standing.RemoveAll(other => IsSame(other, change));
        }

        return standing;
    }

    private static bool IsSame(Alarm left, Alarm right) => left.Code == right.Code && left.Subject == right.Subject;
}
