using System.Collections.Immutable;

namespace Spillway.App.Accounts;

/// <summary>Who may do something.</summary>
/// <param name="Id">The action's name in files, keys and the API.</param>
/// <param name="Second">Whether another person has to agree.</param>
/// <param name="Roles">The built-in roles that may.</param>
public sealed record ActionRule(string Id, SecondPerson Second, ImmutableArray<string> Roles);
