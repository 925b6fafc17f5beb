using System.Collections.Immutable;
using System.Text.Json;
using Spillway.App.Proofs.Keys;
using Spillway.Journal;

namespace Spillway.App.Proofs.Verification;

/// <summary>What was found in a bundle that was read from its first line to its last.</summary>
/// <param name="File">The file.</param>
/// <param name="Site">The site it is of; null where it does not say.</param>
/// <param name="Range">Its range, as it says; null where it does not.</param>
/// <param name="Key">The key it is signed with; null where no signature can be read.</param>
/// <param name="Root">The root of its leaves, 64 hexadecimal digits; null where no seal can be read.</param>
/// <param name="Leaves">How many leaves there are.</param>
/// <param name="Lines">How many statement lines.</param>
/// <param name="Records">How many journal records.</param>
/// <param name="Head">Where the journal ended; null where there is none.</param>
/// <param name="Totals">Its totals; null where there are none.</param>
/// <param name="Facts">What else a person should know: where the root was anchored.</param>
/// <param name="Faults">What is wrong, the first line of the file first; at most 100.</param>
public sealed record BundleVerification(
    string File, string? Site, string? Range, KeyId? Key, string? Root, long Leaves, long Lines, long Records, JournalHead? Head,
    JsonElement? Totals, ImmutableArray<string> Facts, ImmutableArray<BundleFault> Faults)
{
    /// <summary>The most faults that are listed.</summary>
    public const int MostFaults = 100;

    /// <summary>Which version of the book it is, for people; null where it is not booked.</summary>
    public string? Booked { get; init; }

    /// <summary>Whether it is one line with its path, and not the whole bundle.</summary>
    public bool IsOneLine { get; init; }

    /// <summary>Whether it is as it was signed and adds up.</summary>
    public bool IsWhole => Faults.IsEmpty;
}
