using Microsoft.AspNetCore.Authorization;

namespace Spillway.App.Accounts;

/// <summary>Makes the policy of an action from its name; beside them there is that of the signed-in, and an address without one is closed.</summary>
internal sealed class ActionPolicies : IAuthorizationPolicyProvider
{
    private static readonly AuthorizationPolicy _closed = new AuthorizationPolicyBuilder().RequireAssertion(static _ => false).Build();

    private static readonly AuthorizationPolicy _signedIn = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build();

    /// <inheritdoc/>
    public Task<AuthorizationPolicy?> GetPolicyAsync(string policyName) => Task.FromResult(
        policyName.StartsWith(NeedsAttribute.Prefix, StringComparison.Ordinal) && Enum.TryParse<DeskAction>(policyName.AsSpan(NeedsAttribute.Prefix.Length), out var action)
            ? new AuthorizationPolicyBuilder().AddRequirements(new ActionRequirement(action)).Build()
            : policyName == SignedInAttribute.Name ? _signedIn : null);

    /// <inheritdoc/>
    public Task<AuthorizationPolicy> GetDefaultPolicyAsync() => Task.FromResult(_closed);

    /// <inheritdoc/>
    public Task<AuthorizationPolicy?> GetFallbackPolicyAsync() => Task.FromResult<AuthorizationPolicy?>(_closed);
}
