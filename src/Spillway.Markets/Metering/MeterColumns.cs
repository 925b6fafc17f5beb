using System.Collections.Immutable;
using System.Text;
using Spillway.Engine.Settlements.Statements;

namespace Spillway.Markets.Metering;

/// <summary>Collects the readings of one file by meter.</summary>
/// <param name="rows">How many there will be at most.</param>
internal sealed class MeterColumns(int rows)
{
    private readonly List<Draft> _drafts = [];
    private readonly Dictionary<string, int> _index = new(StringComparer.Ordinal);
    private int _last;

    /// <summary>Takes one row.</summary>
    public void Add(ReadOnlySpan<byte> meter, long start, decimal energy, ReadingQuality quality, int row)
    {
        var draft = Find(meter);
        draft.Starts.Add(start);
        draft.Energies.Add(energy);
        draft.Qualities.Add(quality);
        draft.Rows.Add(row);
    }

    public ImmutableArray<MeterColumn> Finish() =>
        [.. _drafts.Select(draft => new MeterColumn(draft.Meter, draft.Starts, draft.Energies, draft.Qualities, draft.Rows))];

    // Files are sorted by meter or by interval: the next row is of the same meter, or of the next one.
    private Draft Find(ReadOnlySpan<byte> meter)
    {
        for (var step = 0; step < 2 && _drafts.Count > 0; step++)
        {
            var near = (_last + step) % _drafts.Count;
            if (meter.SequenceEqual(_drafts[near].Name))
            {
                _last = near;
                return _drafts[near];
            }
        }

        var name = Encoding.UTF8.GetString(meter);
        if (!_index.TryGetValue(name, out _last))
        {
            _last = _drafts.Count;
            _index.Add(name, _last);

            // The first meter tells most of what is to come; a later one has as many rows as it.
            _drafts.Add(new(name, _last == 0 ? Math.Min(rows, 1024) : _drafts[0].Starts.Count));
        }

        return _drafts[_last];
    }

    private sealed class Draft(string meter, int room)
    {
        public string Meter { get; } = meter;

        public byte[] Name { get; } = Encoding.UTF8.GetBytes(meter);

        public List<long> Starts { get; } = new(room);

        public List<decimal> Energies { get; } = new(room);

        public List<ReadingQuality> Qualities { get; } = new(room);

        public List<int> Rows { get; } = new(room);
    }
}
