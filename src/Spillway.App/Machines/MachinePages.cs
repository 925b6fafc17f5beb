using System.Buffers;
using System.Text.Json;
using Spillway.App.Api;

namespace Spillway.App.Machines;

/// <summary>Pages of the fleet as the API answers them: made once for a snapshot, however many ask, and kept until the next one. Any
/// thread.</summary>
/// <remarks>A page says the same to everybody who may see the fleet, also to whoever moves some groups alone, and the gate was asked
/// before; so it is known by its question and not by who asks.</remarks>
/// <param name="directory">Who the machines are.</param>
internal sealed class MachinePages(MachineDirectory directory)
{
    /// <summary>The most pages that are kept of a snapshot; further ones are made for whoever asks.</summary>
    public const int MostPages = 64;

    /// <summary>The most bytes that are kept of a snapshot, all pages together.</summary>
    public const int MostBytes = 8 * 1024 * 1024;

    private const int BytesAMachine = 400;
    private readonly Lock _gate = new();
    private readonly Dictionary<MachinePage, byte[]> _kept = [];
    private (FleetSnapshot? Fleet, int Edition) _of;
    private int _bytes;

    /// <summary>How many bytes are kept now.</summary>
    public int Bytes
    {
        get
        {
            lock (_gate)
            {
                return _bytes;
            }
        }
    }

    /// <summary>A page.</summary>
    /// <param name="fleet">The snapshot.</param>
    /// <param name="page">Which.</param>
    /// <returns>JSON in UTF-8, with a line break behind it; not to be written to.</returns>
    public ReadOnlyMemory<byte> Of(FleetSnapshot fleet, MachinePage page)
    {
        var edition = directory.Edition;
        lock (_gate)
        {
            if (_of == (fleet, edition) && _kept.TryGetValue(page, out var known))
            {
                return known;
            }
        }

        // Not under the lock: a page that is long in the making holds up no other. What two make at once is the same.
        var made = Made(fleet, page);
        Keep((fleet, edition), page, made);
        return made;
    }

    private void Keep((FleetSnapshot Fleet, int Edition) of, MachinePage page, byte[] made)
    {
        lock (_gate)
        {
            if (of.Fleet.Number < _of.Fleet?.Number || of.Edition < _of.Edition)
            {
                return;
            }

            if (_of != of)
            {
                _kept.Clear();
                (_of, _bytes) = (of, 0);
            }

            if (_kept.Count < MostPages && _bytes + made.Length <= MostBytes && _kept.TryAdd(page, made))
            {
                _bytes += made.Length;
            }
        }
    }

    private byte[] Made(FleetSnapshot fleet, MachinePage page)
    {
        var (first, end, left) = page.Filter.Within(directory.Plant);
        var (wanted, matching) = (new List<int>(Math.Min(page.Limit, end - first)), 0);
        if (left == FleetFilter.All)
        {
            // Nothing is left to be asked of each machine: the page begins where it begins.
            matching = end - first;
            for (var number = Math.Max(first, page.After + 1); number < end && wanted.Count < page.Limit; number++)
            {
                wanted.Add(number);
            }
        }
        else
        {
            matching = Sought(fleet, (first, end, left), page, wanted);
        }

        var hasMore = wanted.Count == page.Limit && More(fleet, (wanted[^1] + 1, end, left));
        return Written(fleet, wanted, matching, hasMore);
    }

    private int Sought(FleetSnapshot fleet, (int First, int End, FleetFilter Left) among, MachinePage page, List<int> wanted)
    {
        var matching = 0;
        foreach (ref readonly var row in fleet.Rows.AsSpan()[among.First..among.End])
        {
            if (among.Left.Wants(row, directory))
            {
                matching++;
                if (row.Number > page.After && wanted.Count < page.Limit)
                {
                    wanted.Add(row.Number);
                }
            }
        }

        return matching;
    }

    private bool More(FleetSnapshot fleet, (int First, int End, FleetFilter Left) among)
    {
        foreach (ref readonly var row in fleet.Rows.AsSpan()[among.First..among.End])
        {
            if (among.Left.Wants(row, directory))
            {
                return true;
            }
        }

        return false;
    }

    private byte[] Written(FleetSnapshot fleet, List<int> wanted, int matching, bool hasMore)
    {
        var json = new MachineJson(directory);
        var bytes = new ArrayBufferWriter<byte>((wanted.Count + 1) * BytesAMachine);
        using (var writer = new Utf8JsonWriter(bytes, ApiJson.Writing))
        {
            writer.WriteStartObject();
            writer.WriteString("pass_utc"u8, ApiJson.Instant(fleet.At));
            writer.WriteNumber("matching"u8, matching);
            writer.WriteNumber("odd"u8, fleet.Odd);
            writer.WriteStartArray("machines"u8);
            foreach (var number in wanted)
            {
                json.Write(writer, fleet.Rows[number]);
            }

            writer.WriteEndArray();
            if (hasMore)
            {
                writer.WriteNumber("next"u8, wanted[^1]);
            }
            else
            {
                writer.WriteNull("next"u8);
            }

            writer.WriteEndObject();
        }

        bytes.Write("\n"u8);
        return bytes.WrittenSpan.ToArray();
    }
}
