using NodaTime;
using Spillway.App.Inventory;

namespace Spillway.App.Setup;

/// <summary>A change of the inventory that is reviewed and waits to be kept or left.</summary>
public sealed record InventoryDraft
{
    internal InventoryDraft(InventoryPlan plan, SearchState? search) => (Plan, Search) = (plan, search);

    /// <summary>Its name while it waits.</summary>
    public required string Id { get; init; }

    /// <summary>Who had it reviewed.</summary>
    public required string By { get; init; }

    /// <summary>When.</summary>
    public required Instant At { get; init; }

    /// <summary>What kind of change.</summary>
    public required InventoryDeedKind Kind { get; init; }

    /// <summary>The file's name, the ranges that were searched, or the version to be put back.</summary>
    public required string Detail { get; init; }

    /// <summary>What it would do.</summary>
    public required InventoryReview Review { get; init; }

    /// <summary>The tag of all of that, for <see cref="Api.SeenTag"/>.</summary>
    public required string Tag { get; init; }

    /// <summary>What is to be made.</summary>
    internal InventoryPlan Plan { get; }

    /// <summary>The search that it takes; null for another change.</summary>
    internal SearchState? Search { get; }
}
