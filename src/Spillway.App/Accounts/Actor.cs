using System.Collections.Immutable;
using Spillway.Units;

namespace Spillway.App.Accounts;

/// <summary>Who asks.</summary>
/// <param name="Id">Unique and never used again: an account's id, a key's id, <c>local</c> or <c>demo</c>.</param>
/// <param name="Name">The name that orders, notes and the journal carry.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Roles">Its roles, by name.</param>
/// <param name="Groups">The only groups that it may move; empty for the whole site.</param>
public sealed record Actor(string Id, string Name, ActorKind Kind, ImmutableArray<string> Roles, ImmutableArray<GroupId> Groups)
{
    private const string ForAnother = " (for ";

    /// <summary>Whether it is a person who signed in by one factor at a desk that demands two: it sees, sheds and stops, and no more.</summary>
    public bool IsOneFactor { get; init; }

    /// <summary>The holder of the data folder's token.</summary>
    public static Actor Local { get; } = new("local", "local", ActorKind.LocalToken, Accounts.Roles.All, []);

    /// <summary>Whoever looks at a demonstration.</summary>
    public static Actor Demo { get; } = new("demo", "demo", ActorKind.Demo, Accounts.Roles.All, []);

    /// <summary>The desk itself, in records of what it did beside the orders; may nothing.</summary>
    public static Actor Desk { get; } = new("desk", "desk", ActorKind.Key, [], []);

    /// <summary>Nobody: may nothing.</summary>
    public static Actor Nobody { get; } = new("", "", ActorKind.Person, [], []);

    /// <summary>The name that an order of this one carries. Accounts cannot bear a name with brackets: whoever holds the token speaks for
    /// others and is never taken for them.</summary>
    /// <param name="other">For whom the token's holder says to ask; null or blank for nobody.</param>
    /// <returns>The own name; of the token's holder with the named one in brackets behind it.</returns>
    public string Signing(string? other) => Kind == ActorKind.LocalToken && !string.IsNullOrWhiteSpace(other) && other != Name ? $"{Name}{ForAnother}{other})" : Name;

    /// <summary>For whom the token's holder asked, by the name that an order carries.</summary>
    /// <param name="source">The order's source.</param>
    /// <returns>The one it named; null where the order is another's, or names nobody.</returns>
    public static string? SpokenFor(string source)
    {
        ArgumentNullException.ThrowIfNull(source);
        var begin = Local.Name + ForAnother;
        return source.StartsWith(begin, StringComparison.Ordinal) && source.EndsWith(')') ? source[begin.Length..^1] : null;
    }

    /// <summary>Whether it may move a group.</summary>
    /// <param name="group">The group; null for the whole site.</param>
    public bool Reaches(GroupId? group) => Groups.IsEmpty || (group is { } one && Groups.Contains(one));
}
