using Spillway.App.Statements.Books;

namespace Spillway.App.Proofs;

/// <summary>A version of the book that a bundle names.</summary>
/// <param name="Version">The version.</param>
/// <param name="ManifestSha256">The digest of its manifest, 64 lower-case hexadecimal digits: what the version after it names.</param>
public sealed record ProvedVersion(BookVersion Version, string ManifestSha256);
