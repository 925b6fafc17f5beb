using System.Collections.Immutable;

namespace Spillway.App.Proofs.Bundles;

/// <summary>The site file as a bundle holds it: its digest, and the text of each clause.</summary>
/// <param name="Name">The file's name, without its folder.</param>
/// <param name="Sha256">Of its bytes, 64 lower-case hexadecimal digits.</param>
/// <param name="Clauses">The clauses in file order.</param>
public sealed record SiteText(string Name, string Sha256, ImmutableArray<ClauseText> Clauses);
