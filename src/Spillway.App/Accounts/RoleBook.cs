using System.Collections.Immutable;

namespace Spillway.App.Accounts;

/// <summary>Which role may do what: the built-in roles and those that were made here.</summary>
public sealed class RoleBook
{
    private readonly ImmutableDictionary<string, ImmutableHashSet<DeskAction>> _roles;

    private RoleBook(ImmutableDictionary<string, ImmutableHashSet<DeskAction>> roles) => _roles = roles;

    /// <summary>The built-in roles alone.</summary>
    public static RoleBook BuiltIn { get; } = new(Roles.All.ToImmutableDictionary(
        static role => role,
        static role => ActionRules.All.Where(rule => rule.Value.Roles.Contains(role)).Select(static rule => rule.Key).ToImmutableHashSet(),
        StringComparer.Ordinal));

    /// <summary>The names of all roles, in alphabetical order.</summary>
    public ImmutableArray<string> Names => [.. _roles.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The book with a role of one's own; a built-in one is never replaced.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="actions">What it may do.</param>
    /// <returns>The longer book.</returns>
    public RoleBook With(string name, ImmutableHashSet<DeskAction> actions) =>
        Roles.All.Contains(name) ? this : new(_roles.SetItem(name, actions));

    /// <summary>Whether a role may do something.</summary>
    /// <param name="role">The role; one that is not there may nothing.</param>
    /// <param name="action">What.</param>
    public bool May(string role, DeskAction action) => _roles.TryGetValue(role, out var actions) && actions.Contains(action);
}
