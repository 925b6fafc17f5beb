using System.Collections.Immutable;
using Spillway.App.Statements.Books;

namespace Spillway.App.Proofs;

/// <summary>What a bundle is asked to hold beside the statement.</summary>
/// <param name="SiteFile">The site file whose clauses stand in it.</param>
/// <param name="JournalHome">The data folder of the desk whose records of the range stand in it; null leaves them out.</param>
public sealed record ProofRequest(string SiteFile, string? JournalHome)
{
    /// <summary>The version of the book that the statement must be; null where it need not be booked.</summary>
    public BookedMonth? Booked { get; init; }

    /// <summary>Where the root is anchored before it is signed: <c>file:PATH</c>, an address, <c>rfc3161:ADDRESS</c>.</summary>
    public ImmutableArray<string> Anchors { get; init; } = [];

    /// <summary>Whether addresses at which it is anchored may lead to this machine and its link: whoever types a command may ask for that, whoever asks
    /// a desk only where the site file allows it.</summary>
    public bool AllowsLocalAnchors { get; init; } = true;
}
