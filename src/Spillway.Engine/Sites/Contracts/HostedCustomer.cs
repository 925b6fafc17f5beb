using Spillway.Units;

namespace Spillway.Engine.Sites.Contracts;

/// <summary>A customer whose machines stand on the site.</summary>
/// <param name="Name">The customer, once in the contract.</param>
/// <param name="Contracted">What its machines draw when all of them run.</param>
/// <param name="Share">Its share of what the meter counts: of the sub-meter where there is one, else of the site's.</param>
/// <param name="Meter">The sub-meter behind which its machines stand; null where its share is of the site's own meter.</param>
public sealed record HostedCustomer(string Name, Megawatts Contracted, Ratio Share, string? Meter)
{
    /// <summary>The load group its machines belong to; null where no site file says it.</summary>
    public GroupId? Group { get; init; }

    /// <summary>Its share of that group's machines.</summary>
    public Ratio Machines { get; init; }
}
