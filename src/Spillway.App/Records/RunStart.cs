using System.Collections.Immutable;
using NodaTime;
using Spillway.Engine.Sites;
using Spillway.Units;

namespace Spillway.App.Records;

/// <summary>The record that a desk began: all that its steps rest on beside what they see.</summary>
/// <param name="Program">The program's version.</param>
/// <param name="SiteFile">The part that holds the site file's text.</param>
/// <param name="Policy">The policy's full text.</param>
/// <param name="History">The part that holds the prices known before the first interval.</param>
/// <param name="Models">What look-ahead had learned: the cost of a start, and the part that holds the model for it.</param>
/// <param name="Interval">The length of every interval.</param>
/// <param name="Groups">Where the machines were, in file order.</param>
/// <param name="Power">What the site drew.</param>
/// <param name="IsPaper">Whether the desk only decides and commands nothing.</param>
/// <param name="Control">The digest of the control state that the desk began with.</param>
/// <param name="At">When it began.</param>
public sealed record RunStart(
    string Program,
    string SiteFile,
    string Policy,
    string History,
    ImmutableArray<KeyValuePair<double, string>> Models,
    Duration Interval,
    ImmutableArray<GroupState> Groups,
    Megawatts Power,
    bool IsPaper,
    string Control,
    Instant At)
{
    /// <summary>The files that the site file names, by the name, and the part that holds each.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Beside { get; init; } = [];

    /// <summary>The part that holds the prices of the other point of the site's pair that were known before the first interval; null where none were.</summary>
    public string? Paired { get; init; }

    /// <summary>The part that holds what was published beside prices before the first interval; null where nothing was.</summary>
    public string? Published { get; init; }
}
