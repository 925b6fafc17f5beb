namespace Spillway.App.Accounts.SignIns;

/// <summary>Where somebody goes on after signing in.</summary>
internal static class BackPath
{
    /// <summary>The page to go on to: one of this desk's own.</summary>
    /// <param name="back">What the request asked for. A browser leaves tabs and line breaks out of an address: with one in it
    /// <c>/</c>, tab, <c>/elsewhere</c> would lead to another host.</param>
    /// <returns>The path, or <c>/</c>.</returns>
    public static string Local(string? back) =>
        back is { Length: > 1 } && back[0] == '/' && back[1] != '/' && !back.Contains('\\') && !back.Any(char.IsControl) ? back : "/";
}
