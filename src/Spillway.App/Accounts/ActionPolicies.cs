using System.Collections.Frozen;
using Microsoft.AspNetCore.Authorization;

namespace Spillway.App.Accounts;

/// <summary>Makes the policy of an action from its name; beside them there is that of the signed-in, and an address without one is closed.</summary>
internal sealed class ActionPolicies : IAuthorizationPolicyProvider
{
    // Made once: a policy is asked for with every request.
    private static readonly FrozenDictionary<string, AuthorizationPolicy> _ofActions = Enum.GetValues<DeskAction>().ToFrozenDictionary(
        static action => NeedsAttribute.Prefix + action,
        static action => new AuthorizationPolicyBuilder().AddRequirements(new ActionRequirement(action)).Build(),
        StringComparer.Ordinal);

    private static readonly AuthorizationPolicy _closed = new AuthorizationPolicyBuilder().RequireAssertion(static _ => false).Build();

    private static readonly AuthorizationPolicy _signedIn = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build();

    /// <inheritdoc/>
    public bool AllowsCachingPolicies => true;

    /// <inheritdoc/>
    public Task<AuthorizationPolicy?> GetPolicyAsync(string policyName) => Task.FromResult<AuthorizationPolicy?>(
        _ofActions.TryGetValue(policyName, out var policy) ? policy
            : policyName == SignedInAttribute.Name ? _signedIn : null);

    /// <inheritdoc/>
    public Task<AuthorizationPolicy> GetDefaultPolicyAsync() => Task.FromResult(_closed);

    /// <inheritdoc/>
    public Task<AuthorizationPolicy?> GetFallbackPolicyAsync() => Task.FromResult<AuthorizationPolicy?>(_closed);
}
