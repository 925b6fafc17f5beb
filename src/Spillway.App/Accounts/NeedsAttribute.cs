using Microsoft.AspNetCore.Authorization;

namespace Spillway.App.Accounts;

/// <summary>Says which action an address or a page is: whoever may not do it does not get there.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class NeedsAttribute : AuthorizeAttribute
{
    /// <summary>What the names of these policies begin with.</summary>
    public const string Prefix = "may:";

    /// <summary>Names the action.</summary>
    /// <param name="action">The action.</param>
    public NeedsAttribute(DeskAction action)
    {
        Action = action;
        Policy = Prefix + action;
    }

    /// <summary>The action.</summary>
    public DeskAction Action { get; }
}
