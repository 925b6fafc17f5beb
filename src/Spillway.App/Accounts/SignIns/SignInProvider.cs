using System.Collections.Immutable;

namespace Spillway.App.Accounts.SignIns;

/// <summary>Another place where people of this desk may sign in, by OpenID Connect.</summary>
/// <param name="Name">What it is called on the sign-in page; null where there is none.</param>
/// <param name="Authority">Its address.</param>
/// <param name="ClientId">What it knows this desk as.</param>
/// <param name="Secret">What this desk proves itself with; null where the provider asks for none.</param>
/// <param name="RoleClaim">The claim that holds what a person is there.</param>
/// <param name="RoleMap">Which roles a value of that claim gives here.</param>
/// <param name="Strength">How strongly it has to have signed somebody in.</param>
internal sealed record SignInProvider(
    string? Name, Uri Authority, string ClientId, string? Secret, string RoleClaim, ImmutableDictionary<string, ImmutableArray<string>> RoleMap, SignInStrength Strength)
{
    /// <summary>There is none.</summary>
    public static SignInProvider None { get; } =
        new(null, new("http://localhost"), "", null, "", ImmutableDictionary<string, ImmutableArray<string>>.Empty, SignInStrength.Any);

    /// <summary>The roles of somebody here.</summary>
    /// <param name="values">What the provider says of the person.</param>
    public ImmutableArray<string> RolesOf(IEnumerable<string> values) =>
        [.. values.SelectMany(value => RoleMap.GetValueOrDefault(value, [])).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>Without the secret.</summary>
    public override string ToString() => $"{Name} at {Authority}";
}
