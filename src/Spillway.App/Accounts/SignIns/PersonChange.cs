using System.Collections.Immutable;

namespace Spillway.App.Accounts.SignIns;

/// <summary>What an account is to be.</summary>
/// <param name="Name">The name; of an account that is there it is not changed.</param>
/// <param name="Email">The e-mail address; null for none.</param>
/// <param name="Roles">The roles by name; at least one.</param>
/// <param name="Groups">The only groups that it may move; empty for the whole site.</param>
internal sealed record PersonChange(string Name, string? Email, ImmutableArray<string> Roles, ImmutableArray<string> Groups);
