using Spillway.App.Accounts;
using Spillway.App.Console.Texts;
using Spillway.Engine;

namespace Spillway.App.Console.SignIns;

/// <summary>Refusals around accounts in the reader's language.</summary>
internal static class RefusalText
{
    /// <summary>A refusal as a sentence.</summary>
    /// <param name="reader">Who reads.</param>
    /// <param name="refusal">The refusal.</param>
    public static string Of(Reader reader, RefusedException refusal) =>
        refusal.Code == AccountErrors.BadPassword ? reader["Take a password of 12 to 128 characters, 5 of them different, that is no common one and not made of such, of your name, the site's words, dates or rows of keys; four words or more that nobody would put together do well."]
        : refusal.Code == AccountErrors.NotProven ? reader["Give the password once more first: this needs a proof of the last 10 minutes."]
        : refusal.Code == FactorErrors.NoSecondFactor ? reader["This desk demands a second factor for it. Set up an authenticator or a passkey, sign out, and sign in with it; sheds and stops need none."]
        : refusal.Code == AccountErrors.TooMany ? reader["Too many wait to sign in. Try again in a minute."]
        : refusal.Code == AccountErrors.NotAllowed ? reader["Your role does not reach so far."]
        : refusal.Code == AccountErrors.Unknown ? reader["That is not there any more."]
        : reader["Refused ({0}): {1}", refusal.Code.Id, RefusalWords.What(reader, refusal)];
}
