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
    /// <summary>What each group drew in the settled intervals, ascending: what production revenue is made from.</summary>
    public required IEnumerable<DrawnInterval> Drawn { get; init; }

    /// <summary>The intervals that are not settled, ascending, with what was bought ahead for them.</summary>
    public required IEnumerable<(MeteredInterval Interval, ImmutableArray<OwedEnergy> Owed)> Open { get; init; }

    /// <summary>The versions of the book that the statement is made of, oldest first; empty where it is not booked.</summary>
    public ImmutableArray<ProvedVersion> Versions { get; init; } = [];

    /// <summary>Where the root is anchored before it is signed: <c>file:PATH</c>, an address, <c>rfc3161:ADDRESS</c>.</summary>
    public ImmutableArray<string> Anchors { get; init; } = [];

    /// <summary>Whether addresses at which it is anchored may lead to this machine and its link: whoever types a command may ask for that, whoever asks
    /// a desk only where the site file allows it.</summary>
    public bool AllowsLocalAnchors { get; init; } = true;
}
