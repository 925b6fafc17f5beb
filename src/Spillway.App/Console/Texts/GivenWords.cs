using Spillway.App.Accounts;
using Spillway.App.Composition;

namespace Spillway.App.Console.Texts;

/// <summary>Who gave an order and why, in the reader's language where the desk gave it itself; what a person or a grid operator wrote stays as it was written.</summary>
internal static class GivenWords
{
    /// <summary>Who gave it.</summary>
    /// <param name="reader">Who reads.</param>
    /// <param name="source">The order's source.</param>
    public static string Source(Reader reader, string source) => source == HeldField.Giver ? reader["contracts"]
        : Actor.SpokenFor(source) is { } other ? reader["local (for {0})", other]
        : source;

    /// <summary>Why it was given.</summary>
    /// <param name="reader">Who reads.</param>
    /// <param name="source">The order's source.</param>
    /// <param name="reason">The order's reason.</param>
    public static string Reason(Reader reader, string source, string reason) =>
        source != HeldField.Giver ? reason
        : HeldField.Holding(reason) is var (power, holders) ? reader["{0} MW held by {1}", power, holders]
        : reader[reason];
}
