namespace Spillway.App.Accounts.SignIns;

/// <summary>How a try to sign in ended.</summary>
/// <param name="Secret">What opens the session that began; null where none did.</param>
/// <param name="Waiting">What the second step is asked with; null where none is.</param>
internal sealed record SignInAnswer(string? Secret, string? Waiting)
{
    /// <summary>Refused: the answer is the same whatever was wrong.</summary>
    public static SignInAnswer No { get; } = new(null, null);
}
