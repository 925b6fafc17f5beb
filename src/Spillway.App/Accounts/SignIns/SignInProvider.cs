namespace Spillway.App.Accounts.SignIns;

/// <summary>Another place where people of this desk may sign in.</summary>
/// <param name="Name">What it is called on the sign-in page; null where there is none.</param>
internal sealed record SignInProvider(string? Name)
{
    /// <summary>There is none.</summary>
    public static SignInProvider None { get; } = new((string?)null);
}
