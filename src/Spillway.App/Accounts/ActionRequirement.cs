using Microsoft.AspNetCore.Authorization;

namespace Spillway.App.Accounts;

/// <summary>That somebody may do an action somewhere on the site.</summary>
/// <param name="Action">The action.</param>
internal sealed record ActionRequirement(DeskAction Action) : IAuthorizationRequirement;
