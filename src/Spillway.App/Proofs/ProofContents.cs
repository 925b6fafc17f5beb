using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Spillway.App.Proofs.Bundles;
using Spillway.App.Proofs.Keys;
using Spillway.Engine.Settlements.Statements;

namespace Spillway.App.Proofs;

/// <summary>Everything a bundle proves.</summary>
/// <param name="Statement">What is owed.</param>
/// <param name="Input">What it was made from.</param>
/// <param name="Totals">The statement's totals as <c>spillway settle --json</c> writes them.</param>
/// <param name="Site">The site file with its clauses.</param>
/// <param name="Journal">The journal of the range; null where there is none.</param>
/// <param name="Keys">The keys of the site.</param>
public sealed record ProofContents(
    Statement Statement, SettlementInput Input, JsonObject Totals, SiteText Site, JournalSegment? Journal, ImmutableArray<SiteKey> Keys)
{
    /// <summary>Where the root is anchored before it is signed: <c>file:PATH</c>, an address, <c>rfc3161:ADDRESS</c>.</summary>
    public ImmutableArray<string> Anchors { get; init; } = [];
}
