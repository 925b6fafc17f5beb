using System.Collections.Immutable;

namespace Spillway.App.Proofs.Bundles;

/// <summary>The parts of a bundle in the order in which they stand, by the names they have there.</summary>
internal static class BundlePart
{
    public const string Proof = "proof";
    public const string Key = "key";
    public const string SiteFile = "site-file";
    public const string Clause = "clause";
    public const string Rule = "rule";
    public const string Source = "source";
    public const string Reading = "reading";
    public const string Price = "price";
    public const string Award = "award";
    public const string Open = "open";
    public const string Line = "line";
    public const string Drawn = "drawn";
    public const string Version = "version";
    public const string Totals = "totals";
    public const string Head = "journal-head";
    public const string Record = "record";

    /// <summary>All of them in their order; each leaf is one.</summary>
    public static ImmutableArray<string> Order { get; } =
        [Proof, Key, SiteFile, Clause, Rule, Source, Reading, Price, Award, Open, Line, Drawn, Version, Totals, Head, Record];

    /// <summary>The parts that come exactly once.</summary>
    public static ImmutableArray<string> Single { get; } = [Proof, SiteFile, Totals];
}
