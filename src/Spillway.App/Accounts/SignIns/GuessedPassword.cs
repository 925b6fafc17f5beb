namespace Spillway.App.Accounts.SignIns;

/// <summary>Passwords that are guessed soon: those of a list of 30,000 that people use, and what is made of such, of names, words, dates, rows of
/// keys and repetitions. Nobody outside is asked. Any thread.</summary>
internal static class GuessedPassword
{
    // Of the library's grades 0 to 4: below it, ten thousand guesses a second find it within twelve days, by the library's reckoning.
    private const int LeastGrade = 3;

    private static readonly Lock _gate = new();

    // Its lists are read once, where the first password is set.
    private static readonly Lazy<Zxcvbn.Zxcvbn> _guesser = new(static () => new());

    /// <summary>Whether a password is guessed soon.</summary>
    /// <param name="password">The password, of at most <see cref="PasswordRule.Longest"/> characters.</param>
    /// <param name="known">What a stranger knows already: the person's name, the site's, its groups'.</param>
    public static bool Is(string password, IEnumerable<string> known)
    {
        string[] words = [.. known.Where(static word => word.Length > 0)];

        // One at a time: the library does not say that it may be asked by several.
        lock (_gate)
        {
            return _guesser.Value.EvaluatePassword(Once(password), words).Score < LeastGrade;
        }
    }

    // What is repeated to the end counts once: saying it again costs whoever guesses nothing.
    private static string Once(string password)
    {
        for (var length = 1; length <= password.Length / 2; length++)
        {
            if (password.AsSpan(length).SequenceEqual(password.AsSpan(0, password.Length - length)))
            {
                return password[..length];
            }
        }

        return password;
    }
}
