using Microsoft.AspNetCore.Authorization;

namespace Spillway.App.Accounts;

/// <summary>Asks the gate. Which group an order moves is asked again where the order is known.</summary>
/// <param name="gate">The gate.</param>
internal sealed class ActionHandler(Gate gate) : AuthorizationHandler<ActionRequirement>
{
    /// <inheritdoc/>
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, ActionRequirement requirement)
    {
        if (ActorClaims.Of(context.User) is { } who && gate.Allows(who with { Groups = [] }, requirement.Action))
        {
            context.Succeed(requirement);
        }

        return Task.CompletedTask;
    }
}
