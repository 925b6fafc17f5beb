using Spillway.Engine;

namespace Spillway.Markets.Files;

/// <summary>Something in a file that was accepted, and that a person should know of.</summary>
/// <param name="Kind">A stable word: <c>holes</c>, <c>agreeing-duplicates</c>, <c>above-cap</c>, <c>unresolved-pairs</c>, …</param>
/// <param name="Count">How often.</param>
/// <param name="Detail">Where and how much, in one sentence with units.</param>
public sealed record Finding(string Kind, int Count, Wording Detail);
