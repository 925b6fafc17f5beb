namespace Spillway.App.Accounts.SignIns;

/// <summary>What a password must be: long, not the name, and not what is tried first. No kinds of signs are asked for, and none expires.</summary>
internal static class PasswordRule
{
    /// <summary>The fewest characters.</summary>
    public const int Shortest = 12;

    /// <summary>The most characters.</summary>
    public const int Longest = 128;

    private const int FewestDifferent = 5;
    private const int NameCounts = 3;

    /// <summary>Whether a password is taken.</summary>
    /// <param name="name">Whose it is to be.</param>
    /// <param name="password">The password.</param>
    public static bool Takes(string name, string password) =>
        password.Length is >= Shortest and <= Longest
        && password.Distinct().Take(FewestDifferent).Count() == FewestDifferent
        && !(name.Length >= NameCounts && password.Contains(name, StringComparison.OrdinalIgnoreCase))
        && !IsRun(password)
        && !CommonPassword.Is(password);

    // 'abcdefghijkl', '123456789012' and the like.
    private static bool IsRun(string password) =>
        password.Zip(password.Skip(1)).All(static pair => Math.Abs(pair.Second - pair.First) <= 1 || (pair.First == '9' && pair.Second == '0'));
}
