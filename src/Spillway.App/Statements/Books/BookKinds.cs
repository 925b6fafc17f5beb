namespace Spillway.App.Statements.Books;

/// <summary>The names of the kinds of versions, on the command line and in the book.</summary>
public static class BookKinds
{
    /// <summary>The kinds a person may ask for.</summary>
    public static IReadOnlyList<string> Asked { get; } = ["initial", "final", "true-up"];

    /// <summary>The name of a kind.</summary>
    /// <param name="kind">The kind.</param>
    /// <returns>Such as <c>true-up</c>.</returns>
    public static string Of(BookKind kind) => kind switch
    {
        BookKind.Initial => "initial",
        BookKind.Final => "final",
        BookKind.TrueUp => "true-up",
        _ => "correction",
    };

    /// <summary>The kind of a name.</summary>
    /// <param name="name">The name.</param>
    /// <returns>Null where there is none.</returns>
    public static BookKind? Parse(string name) => name switch
    {
        "initial" => BookKind.Initial,
        "final" => BookKind.Final,
        "true-up" => BookKind.TrueUp,
        "correction" => BookKind.Correction,
        _ => null,
    };
}
