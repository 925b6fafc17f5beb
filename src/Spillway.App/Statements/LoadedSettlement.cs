using System.Collections.Immutable;
using Spillway.App.Statements.Books;
using Spillway.Engine.Settlements.Statements;

namespace Spillway.App.Statements;

/// <summary>What a statement is made from, as read.</summary>
/// <param name="Input">What was metered, priced and awarded.</param>
/// <param name="Terms">Whose statement it is and what was agreed.</param>
/// <param name="Paths">Where each of the input's sources lies, in their order; empty for one that came from the archive.</param>
public sealed record LoadedSettlement(SettlementInput Input, StatementTerms Terms, ImmutableArray<string> Paths)
{
    /// <summary>The files with their places, in the order of the statement's sources.</summary>
    public ImmutableArray<BookSource> Files =>
        [.. Input.Sources.Zip(Paths, (source, path) => new BookSource(source, path.Length == 0 ? "" : Path.GetFullPath(path)))];

    /// <summary>Makes the statement.</summary>
    /// <returns>It.</returns>
    public Statement Settle() => StatementMaker.Of(Input, Terms);
}
