using Spillway.Engine.Forecasts;
using Spillway.Engine.Plans;

namespace Spillway.App.Sites;

/// <summary>Lets a policy weigh the system's peaks where the site file asks for it.</summary>
internal static class PeakPrice
{
    /// <summary>The policy as the site runs it.</summary>
    /// <param name="site">The site.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="published">What was published before the first interval.</param>
    /// <returns>The same policy, or one that adds the chance of a peak to the price.</returns>
    public static IPolicy Added(SiteDefinition site, IPolicy policy, PublicationBook published) =>
        site.CoincidentPeakRate is { } rate ? new PeakAwarePolicy(policy, rate, site.TimeZone, published) : policy;
}
