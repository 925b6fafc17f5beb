using System.Collections.Immutable;
using Spillway.App.Api;
using Spillway.Engine;
using Spillway.Engine.Signals.Field;
using Spillway.Engine.Sites.Plants;
using Spillway.Units;

namespace Spillway.App.Machines;

/// <summary>Which machines are wanted.</summary>
/// <param name="Group">Only of this group; null for all.</param>
/// <param name="Condition">Only in this condition; null for all.</param>
/// <param name="IsOddOnly">Whether only odd ones are wanted.</param>
/// <param name="Text">A text that they are known by; empty for all.</param>
public sealed record FleetFilter(GroupId? Group, MachineCondition? Condition, bool IsOddOnly, string Text)
{
    /// <summary>All machines.</summary>
    public static FleetFilter All { get; } = new(null, null, false, "");

    /// <summary>The most letters that are looked for.</summary>
    public const int LongestText = 100;

    /// <summary>Reads a filter as the API and the page's address have it.</summary>
    /// <param name="group">The group.</param>
    /// <param name="condition">A word of <see cref="MachineWords"/>.</param>
    /// <param name="odd"><c>true</c> for odd ones alone.</param>
    /// <param name="text">A text that they are known by.</param>
    /// <exception cref="RefusedException"><see cref="ApiErrors.BadField"/>.</exception>
    public static FleetFilter Read(string? group, string? condition, string? odd, string? text) => new(
        string.IsNullOrEmpty(group) ? null : new GroupId(group),
        string.IsNullOrEmpty(condition) ? null : MachineWords.Condition(condition) ?? throw new RefusedException(
            ApiErrors.BadField, $"condition: '{condition}' is none of {string.Join(", ", MachineWords.Conditions)}."),
        odd switch
        {
            "true" => true,
            null or "" or "false" => false,
            _ => throw new RefusedException(ApiErrors.BadField, $"odd: '{odd}' is neither true nor false."),
        },
        (text ?? "").Trim() is { Length: <= LongestText } sought ? sought : throw new RefusedException(ApiErrors.BadField, $"text: at most {LongestText} letters."));

    /// <summary>Whether a machine is wanted.</summary>
    /// <param name="row">The machine.</param>
    /// <param name="directory">Who the machines are.</param>
    public bool Wants(in MachineRow row, MachineDirectory directory)
    {
        ArgumentNullException.ThrowIfNull(directory);
        return (!IsOddOnly || row.Oddity != MachineOddity.None)
            && (Condition is null || row.State.Condition == Condition)
            && (Group is null || directory.Plant.Groups[directory.Plant.GroupOfMachine[row.Number]].Load.Id == Group)
            && (Text.Length == 0 || directory.IsKnownBy(row.Number, Text));
    }

    /// <summary>The machines that a filter is held against one by one, and with what: of a group those of the group alone.</summary>
    /// <param name="plant">The plant.</param>
    /// <returns>The first number, the number behind the last, and what is left of the filter; no machines where there is no such group.</returns>
    public (int First, int End, FleetFilter Left) Within(Plant plant)
    {
        ArgumentNullException.ThrowIfNull(plant);
        return Group is not { } wanted ? (0, plant.Machines, this)
            : plant.Groups.FirstOrDefault(one => one.Load.Id == wanted) is { } group ? (group.FirstMachine, group.EndMachine, this with { Group = null })
            : (0, 0, All);
    }

    /// <summary>The wanted machines, odd ones first: the worst before the less bad, then by number.</summary>
    /// <param name="fleet">All machines.</param>
    /// <param name="directory">Who they are.</param>
    public ImmutableArray<MachineRow> OddFirst(FleetSnapshot fleet, MachineDirectory directory)
    {
        ArgumentNullException.ThrowIfNull(fleet);
        var sorted = new List<MachineRow>[(int)MachineOddity.None + 1];
        foreach (ref readonly var row in fleet.Rows.AsSpan())
        {
            if (Wants(row, directory))
            {
                (sorted[(int)row.Oddity] ??= []).Add(row);
            }
        }

        return [.. sorted.Where(static rows => rows is not null).SelectMany(static rows => rows)];
    }
}
