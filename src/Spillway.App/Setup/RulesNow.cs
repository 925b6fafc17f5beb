using NodaTime;
using Spillway.App.Api;
using Spillway.App.Rules;
using Spillway.Engine.Sites.Rules;

namespace Spillway.App.Setup;

/// <summary>The market rules that a desk's site is under now.</summary>
internal static class RulesNow
{
    /// <summary>Finds them.</summary>
    /// <param name="room">The desk and its surroundings.</param>
    /// <returns>The market, where its rules are read from, and what of them is in force; null where none are at hand.</returns>
    /// <exception cref="Engine.RefusedException">A file of rules cannot be read.</exception>
    public static (MarketRules Rules, RuleSource Source, RulesInForce InForce)? Of(DeskRoom room)
    {
        ArgumentNullException.ThrowIfNull(room);
        var site = room.View.Site;
        var library = RuleLibrary.ForSite(site, room.DataFolder, null);
        return library.Find(site.Operator) is { } rules
            ? (rules, library.Sources.First(one => one.Market == site.Operator), rules.At(Instant.FromDateTimeOffset(room.View.Time.GetUtcNow())))
            : null;
    }
}
