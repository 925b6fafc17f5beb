using System.Text;
using Spillway.Engine;

namespace Spillway.App.Accounts.SignIns;

/// <summary>What an account may be called.</summary>
internal static class AccountName
{
    private const int Longest = 64;
    private const string Shown = "-_.@' ";
    private static readonly string[] _taken = [Actor.Local.Name, Actor.Demo.Name, "nobody", "api", "spillway"];

    /// <summary>A name in the form that is kept.</summary>
    /// <param name="name">The name as it was typed.</param>
    /// <returns>Without spaces around it.</returns>
    /// <exception cref="RefusedException"><see cref="AccountErrors.BadAccount"/>.</exception>
    public static string Checked(string? name)
    {
        var text = (name ?? "").Trim().Normalize(NormalizationForm.FormKC);
        return text.Length is >= 2 and <= Longest && text.All(static sign => char.IsLetterOrDigit(sign) || Shown.Contains(sign)) && !_taken.Contains(text, StringComparer.OrdinalIgnoreCase)
            ? text
            : throw new RefusedException(AccountErrors.BadAccount, $"name: 2 to {Longest} letters, digits, spaces and {Shown.Trim()}; not one of {string.Join(", ", _taken)}.");
    }
}
