using System.Collections.Immutable;
using System.Security.Claims;

namespace Spillway.App.Accounts.SignIns;

/// <summary>How strongly another provider has to have signed somebody in, by what its token says.</summary>
/// <param name="Classes">The values of <c>acr</c> of which the token says one; empty for any. They are asked for, the first one first.</param>
/// <param name="Methods">The values of <c>amr</c> of which the token says at least one; empty for any. Nothing asks a provider for these.</param>
internal sealed record SignInStrength(ImmutableArray<string> Classes, ImmutableArray<string> Methods)
{
    /// <summary>The claim of the class, as OpenID Connect has it.</summary>
    public const string ClassClaim = "acr";

    /// <summary>The claim of the methods, as OpenID Connect has it.</summary>
    public const string MethodClaim = "amr";

    /// <summary>None is asked for.</summary>
    public static SignInStrength Any { get; } = new([], []);

    /// <summary>Whether one is asked for at all.</summary>
    public bool IsAsked => Classes.Length + Methods.Length > 0;

    /// <summary>Whether a token says what is asked for.</summary>
    /// <param name="token">Its claims.</param>
    public bool IsMetBy(ClaimsPrincipal token) => Says(token, ClassClaim, Classes) && Says(token, MethodClaim, Methods);

    private static bool Says(ClaimsPrincipal token, string claim, ImmutableArray<string> wanted) =>
        wanted.IsEmpty || token.FindAll(claim).Any(one => wanted.Contains(one.Value));
}
