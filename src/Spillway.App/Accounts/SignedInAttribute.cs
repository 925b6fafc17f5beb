using Microsoft.AspNetCore.Authorization;

namespace Spillway.App.Accounts;

/// <summary>Says that an address is no action of its own and open to whoever is signed in.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class SignedInAttribute : AuthorizeAttribute
{
    /// <summary>The policy's name.</summary>
    public const string Name = "signed-in";

    /// <summary>Names the policy.</summary>
    public SignedInAttribute() => Policy = Name;
}
