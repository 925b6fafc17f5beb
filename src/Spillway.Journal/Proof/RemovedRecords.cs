using System.Text.Json;
using Spillway.Journal.Sqlite;

namespace Spillway.Journal.Proof;

/// <summary>Months of which only the seal is left, and what the journal says about it.</summary>
internal sealed class RemovedRecords
{
    private readonly List<SegmentSeal> _seals = [];
    private readonly Dictionary<long, JournalHash> _authorised = [];

    public void Add(SegmentSeal seal) => _seals.Add(seal);

    /// <summary>Takes the journal's own record that every month up to some number may be gone.</summary>
    public void Authorise(ReadOnlySpan<byte> payload)
    {
        var reader = new Utf8JsonReader(payload);
        try
        {
            using var json = JsonDocument.ParseValue(ref reader);
            if (json.RootElement.GetProperty("last_number").TryGetInt64(out var last)
                && JournalHash.TryParse(json.RootElement.GetProperty("last_hash").GetString(), out var hash))
            {
                _authorised[last] = hash;
            }
        }
        catch (Exception cause) when (cause is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            // A record of this kind that says nothing was changed, which its hash tells.
        }
    }

    /// <summary>Says which months are gone without a record that they may be.</summary>
    public void Judge(FindingList findings)
    {
        var upTo = _authorised.Keys.DefaultIfEmpty(0).Max();
        foreach (var seal in _seals)
        {
            var isSameChain = !_authorised.TryGetValue(seal.LastNumber, out var hash) || hash == seal.LastHash;
            if (seal.LastNumber > upTo || !isSameChain)
            {
                findings.Add(
                    JournalFindingKind.Missing, seal.FirstNumber, seal.LastNumber, Microseconds.Of(seal.FirstAt), $"the file of {seal.Name} is not there, and retention did not remove it");
            }
        }
    }
}
