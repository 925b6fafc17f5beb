using System.Globalization;
using System.Text;
using Spillway.App.Proofs.Bundles;
using Spillway.Journal;

namespace Spillway.App.Proofs.Verification;

/// <summary>The records of the journal follow from one another, and end at the head where they reach it.</summary>
internal sealed class ChainCheck : IPartCheck
{
    private (long Number, string Hash)? _head;
    private (long Number, string Hash)? _last;

    /// <summary>How many records there are.</summary>
    public long Records { get; private set; }

    /// <summary>The numbers of the first and the last record.</summary>
    public (long First, long Last)? Span { get; private set; }

    public void Take(in Leaf leaf, FaultList faults)
    {
        if (leaf.Part == BundlePart.Head)
        {
            _head = (leaf.Json.GetProperty("number").GetInt64(), leaf.Text("hash")!);
        }
        else if (leaf.Part == BundlePart.Record)
        {
            Follow(leaf, faults);
        }
    }

    public void End(long fileLine, FaultList faults)
    {
        if (_last is { } last && _head is { } head && (last.Number > head.Number || (last.Number == head.Number && last.Hash != head.Hash)))
        {
            faults.Add(fileLine, string.Create(CultureInfo.InvariantCulture, $"journal record {last.Number}"), string.Create(
                CultureInfo.InvariantCulture, $"its hash is {last.Hash}, and the head says record {head.Number}, {head.Hash}"));
        }
    }

    private void Follow(in Leaf leaf, FaultList faults)
    {
        var number = leaf.Json.GetProperty("number").GetInt64();
        var (previous, stated) = (leaf.Text("previous")!, leaf.Text("hash")!);
        var payload = leaf.Json.TryGetProperty("payload", out var text) ? Encoding.UTF8.GetBytes(text.GetString()!) : leaf.Json.GetProperty("payload_base64").GetBytesFromBase64();
        if (!JournalHash.TryParse(previous, out var before))
        {
            throw new FormatException($"its previous '{previous}' is no hash");
        }

        var hash = ChainedRecord.HashOf(
            before, number, leaf.Json.GetProperty("at_unix_us").GetInt64(), (leaf.Text("kind")!, leaf.Json.GetProperty("version").GetInt32()), payload).ToString();
        if (hash != stated)
        {
            faults.Add(leaf, $"its hash does not fit what stands there: it is {hash}");
        }

        if (_last is { } last && (number != last.Number + 1 || previous != last.Hash))
        {
            faults.Add(leaf, string.Create(CultureInfo.InvariantCulture, $"it does not follow record {last.Number}"));
        }

        if (_head is null)
        {
            faults.Add(leaf, "there is no head before it");
        }

        _last = (number, stated);
        Records++;
        Span = (Span?.First ?? number, number);
    }
}
