namespace Spillway.App.Console.Fleet;

/// <summary>How the list of machines is put.</summary>
public enum FleetOrder
{
    /// <summary>The odd ones first, over all groups.</summary>
    OddFirst,

    /// <summary>Group by group, in each the odd ones first.</summary>
    ByGroup,

    /// <summary>Feed by feed, in each the odd ones first.</summary>
    ByFeed,
}
