using System.Buffers;

namespace Spillway.Journal;

/// <summary>What is to be recorded; the journal gives it its number and its instant.</summary>
/// <param name="Kind">What kind of fact it is: 1 to 64 of the marks <c>a-z 0-9 - .</c>; a kind that begins with <c>journal.</c> is the journal's own and refused here.</param>
/// <param name="Version">The version of the payload's shape, from 1.</param>
/// <param name="Payload">Canonical UTF-8 JSON made by whoever records; the journal keeps the bytes and never reads them. At most <see cref="MostPayloadBytes"/>.
/// The bytes must not change until the append has ended.</param>
public readonly record struct JournalEntry(string Kind, int Version, ReadOnlyMemory<byte> Payload)
{
    /// <summary>The most bytes of a payload: one mebibyte.</summary>
    public const int MostPayloadBytes = 1 << 20;

    /// <summary>The most letters of a kind.</summary>
    public const int MostKindLetters = 64;

    private static readonly SearchValues<char> _kindLetters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-.");

    /// <summary>Whether the journal can keep it.</summary>
    internal bool IsValid =>
        Kind is { Length: > 0 and <= MostKindLetters } && Version > 0 && Payload.Length <= MostPayloadBytes
            && !Kind.StartsWith(JournalKinds.Own, StringComparison.Ordinal)
            && !Kind.AsSpan().ContainsAnyExcept(_kindLetters);
}
