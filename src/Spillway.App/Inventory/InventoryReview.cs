using System.Collections.Immutable;

namespace Spillway.App.Inventory;

/// <summary>What a change would do to the inventory; nothing of it is done.</summary>
/// <param name="Version">The version that it was held against; 0 where none is kept yet.</param>
/// <param name="Changes">Each machine that would change: the known ones by number, then those to come.</param>
/// <param name="Same">How many machines were met and would stay as they are.</param>
/// <param name="Findings">What else came to light: shared hardware addresses, changed boards, other groups.</param>
/// <param name="Refused">What would not be taken, at most <see cref="MostRefused"/>.</param>
/// <param name="RefusedInAll">How much would not be taken.</param>
/// <param name="IsWhole">Whether it can be kept: a file with a row that is refused cannot, what a search did not recognise is left out.</param>
public sealed record InventoryReview(
    int Version,
    ImmutableArray<MachineChange> Changes,
    int Same,
    ImmutableArray<InventoryFinding> Findings,
    ImmutableArray<InventoryRefusal> Refused,
    int RefusedInAll,
    bool IsWhole)
{
    /// <summary>How many refusals are named one by one at most.</summary>
    public const int MostRefused = 100;

    /// <summary>How many machines a kind of change concerns.</summary>
    /// <param name="kind">The kind.</param>
    public int Count(MachineChangeKind kind) => Changes.Count(one => one.Kind == kind);
}
