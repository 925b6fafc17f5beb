using Spillway.App.Rules;
using Spillway.App.Sites;
using Spillway.Engine.Signals;
using Spillway.Markets.Feeds;

namespace Spillway.App.Composition;

/// <summary>Where a running desk learns what is published beside prices.</summary>
internal static class LivePublications
{
    /// <summary>Opens the places that the site file names; nothing is read yet.</summary>
    /// <param name="site">The site.</param>
    /// <param name="place">What paths are relative to: the site file's folder.</param>
    /// <param name="library">The rules at hand.</param>
    /// <param name="time">The desk's clock.</param>
    /// <returns>The watch; over nothing where the file names none.</returns>
    public static PublicationWatch Open(SiteDefinition site, string place, RuleLibrary library, TimeProvider time)
    {
        var rules = library.Find(site.Operator);
        var installation = site.Installation!;
        return new(
            [.. installation.Publications.Select(one => new FollowedPublications(
                one with { Path = Path.Combine(place, one.Path) }, site.Operator, site.SettlementPoint.Name, rules))],
            installation.Prices!.Poll.ToTimeSpan(),
            time);
    }

    /// <summary>Whether peaks are to be weighed and nothing tells of the system's load.</summary>
    /// <param name="site">The site.</param>
    /// <returns>True where the key that asks for the first stands without the key for the second.</returns>
    public static bool IsLoadMissing(SiteDefinition site) =>
        site.CoincidentPeakRate is not null && site.Installation?.Publications.Any(static one => one.Kind == PublicationKind.SystemLoad) != true;
}
