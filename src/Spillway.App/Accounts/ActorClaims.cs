using System.Security.Claims;
using Spillway.Units;

namespace Spillway.App.Accounts;

/// <summary>Carries an actor through the framework's own principal, and back.</summary>
public static class ActorClaims
{
    private const string Kind = "spillway:kind";
    private const string Group = "spillway:group";
    private const string OneFactor = "spillway:one-factor";

    /// <summary>An actor as a principal.</summary>
    /// <param name="actor">The actor.</param>
    /// <param name="scheme">By what it was known.</param>
    public static ClaimsPrincipal ToPrincipal(Actor actor, string scheme)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return new(new ClaimsIdentity(
            [
                new(ClaimTypes.NameIdentifier, actor.Id),
                new(ClaimTypes.Name, actor.Name),
                new(Kind, actor.Kind.ToString()),
                .. actor.Roles.Select(static role => new Claim(ClaimTypes.Role, role)),
                .. actor.IsOneFactor ? (IEnumerable<Claim>)[new(OneFactor, "")] : [],
                .. actor.Groups.Select(static group => new Claim(Group, group.Text)),
            ],
            scheme));
    }

    /// <summary>The actor of a principal.</summary>
    /// <param name="principal">The principal.</param>
    /// <returns>The actor; null where nobody is signed in.</returns>
    public static Actor? Of(ClaimsPrincipal? principal) =>
        principal?.Identity is { IsAuthenticated: true, Name: { } name } && principal.FindFirstValue(ClaimTypes.NameIdentifier) is { } id
        && Enum.TryParse<ActorKind>(principal.FindFirstValue(Kind), out var kind)
            ? new(
                id, name, kind,
                [.. principal.FindAll(ClaimTypes.Role).Select(static claim => claim.Value)],
                [.. principal.FindAll(Group).Select(static claim => new GroupId(claim.Value))])
            { IsOneFactor = principal.HasClaim(static claim => claim.Type == OneFactor) }
            : null;
}
