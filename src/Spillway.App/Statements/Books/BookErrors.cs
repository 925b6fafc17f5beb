using Spillway.Engine;

namespace Spillway.App.Statements.Books;

/// <summary>What the book of statements refuses.</summary>
public static class BookErrors
{
    /// <summary>A range that is not one local month.</summary>
    public static readonly ErrorCode NotAMonth = new(
        "SW4221", "Not a whole month", "Book one local month at a time: --from on its first day, --to on the first day of the next.");

    /// <summary>A version that cannot come next.</summary>
    public static readonly ErrorCode WrongVersion = new(
        "SW4222", "That version cannot be booked now", "Book initial first and once, final at most once, and every later correction as true-up.");

    /// <summary>A month that is closed.</summary>
    public static readonly ErrorCode Closed = new(
        "SW4223", "The month is closed", "Book the correction as true-up: it lands in the next open month.");

    /// <summary>A file of the book is not as it was written.</summary>
    public static readonly ErrorCode Damaged = new(
        "SW4224", "The book of statements is damaged", "Restore the data folder from a backup; a booked version is never rewritten.");

    /// <summary>The book cannot be written.</summary>
    public static readonly ErrorCode Unwritable = new(
        "SW4225", "The book of statements cannot be written", "Check that the data folder may be written to and has room left.");

    /// <summary>No line of that name.</summary>
    public static readonly ErrorCode NoSuchLine = new(
        "SW4226", "No such line", "Copy the line's name from a statement's CSV; without a site file only booked months are looked through.");

    /// <summary>No version of that kind.</summary>
    public static readonly ErrorCode NoSuchVersion = new(
        "SW4227", "No such version in the book", "Book it with 'spillway settle … --as KIND', or name a kind that is booked.");

    /// <summary>The files make another statement than the one that was booked.</summary>
    public static readonly ErrorCode OtherStatement = new(
        "SW4228", "Not the booked statement", "Give the files, the site file and the rules that the version was booked from; its manifest.json in the folder 'statements' of the data folder names them with their SHA-256.");

    /// <summary>Somebody else books just now.</summary>
    public static readonly ErrorCode Held = new(
        "SW4229", "Somebody else is booking", "Wait until the other booking has ended, then book again: what it booked counts.");
}
