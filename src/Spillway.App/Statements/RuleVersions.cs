using NodaTime;
using Spillway.App.Rules;
using Spillway.App.Sites;
using Spillway.Engine.Sites.Rules;

namespace Spillway.App.Statements;

/// <summary>Names the market rules that lines are made under.</summary>
internal static class RuleVersions
{
    private const string None = "no rules";

    /// <summary>The name of the rules in force at an instant; asking for neighbouring instants in order is cheap.</summary>
    /// <param name="site">The site.</param>
    /// <param name="library">The rules at hand.</param>
    public static Func<Instant, string> Of(SiteDefinition site, RuleLibrary library)
    {
        if (library.Find(site.Operator) is not { } rules)
        {
            return _ => None;
        }

        var (now, name) = ((RulesInForce?)null, "");
        return at =>
        {
            if (now is null || at < now.From || at >= now.To)
            {
                now = rules.Find(at);
                name = now?.Version.ToString() ?? None;
            }

            return name;
        };
    }
}
