using System.Collections.Immutable;

namespace Spillway.Journal.Proof;

/// <summary>Findings as they come, up to a limit.</summary>
internal sealed class FindingList
{
    private readonly List<JournalFinding> _findings = [];

    public bool IsEmpty => _findings.Count == 0;

    public bool IsFull => _findings.Count >= JournalVerification.MostFindings;

    public void Add(JournalFindingKind kind, long number, long? atUnixMicroseconds, string detail) =>
        Add(kind, number, number, atUnixMicroseconds, detail);

    public void Add(JournalFindingKind kind, long first, long last, long? atUnixMicroseconds, string detail)
    {
        if (!IsFull && !_findings.Exists(one => one.Kind == kind && one.Number == first))
        {
            _findings.Add(new(kind, first, last, atUnixMicroseconds is { } at ? Microseconds.TryInstant(at) : null, detail));
        }
    }

    /// <summary>Takes back what was said of one record.</summary>
    public void Remove(long number) => _findings.RemoveAll(one => one.Number == number && one.LastNumber == number);

    public bool Concerns(long number) => _findings.Exists(one => one.Number <= number && number <= one.LastNumber);

    public ImmutableArray<JournalFinding> Ordered() => [.. _findings.OrderBy(one => one.Number).ThenBy(one => one.Kind)];
}
