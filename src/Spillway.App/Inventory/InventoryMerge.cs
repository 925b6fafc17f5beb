using System.Net;
using NodaTime;

namespace Spillway.App.Inventory;

/// <summary>Finds out which known machine each incoming row is: by hardware address, else by serial number, else by place.</summary>
/// <remarks>Pure: it changes copies and leaves storing to the caller.</remarks>
internal sealed class InventoryMerge
{
    private readonly List<InventoryMachine> _machines;
    private readonly List<InventoryNote> _notes = [];
    private readonly HashSet<int> _met = [];
    private readonly Dictionary<IPAddress, List<int>> _byAddress = [];
    private readonly Dictionary<string, int> _byMac = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _bySerial = new(StringComparer.Ordinal);
    private readonly Instant? _seen;

    private InventoryMerge(IReadOnlyList<InventoryMachine> known, Instant? seen)
    {
        _machines = [.. known];
        _seen = seen;
        for (var at = 0; at < known.Count; at++)
        {
            var machine = known[at];
            if (machine.Address is { } address)
            {
                (_byAddress.TryGetValue(address, out var there) ? there : _byAddress[address] = []).Add(at);
            }

            if (machine.Mac is { } mac)
            {
                _byMac.Add(mac, at);
            }

            if (machine.Serial is { } serial)
            {
                _bySerial.TryAdd(serial, at);
            }
        }
    }

    /// <summary>Merges.</summary>
    /// <param name="known">The inventory.</param>
    /// <param name="incoming">What was found, or is imported; no two rows with one role have one address.</param>
    /// <param name="seen">When it was found; null for an import, whose groups stand over known ones.</param>
    /// <returns>All machines, the new ones behind the known; and what came to light.</returns>
    public static (IReadOnlyList<InventoryMachine> Machines, IReadOnlyList<InventoryNote> Notes) Of(
        IReadOnlyList<InventoryMachine> known, IEnumerable<InventoryRow> incoming, Instant? seen)
    {
        var merge = new InventoryMerge(known, seen);
        var left = incoming.Select(row => new Incoming(row, null)).ToList();
        left.RemoveAll(one => merge.Met(one, merge.SamePlaceAndIdentity(one.Row)));
        left.RemoveAll(one => merge.Met(one, merge.SameIdentity(one.Row)));
        left = merge.WithoutSharedMacs(left);
        left.RemoveAll(one => merge.Met(one, merge.SamePlace(one.Row)));
        left.ForEach(merge.Add);
        merge.Displace();
        return (merge._machines, merge._notes);
    }

    private int? SamePlaceAndIdentity(InventoryRow row) => First(There(row), row, machine =>
        (row.Mac is { } mac && (machine.Mac == mac || machine.SharedMac == mac))
        || (row.Serial is { } serial && machine.Serial == serial && (row.Mac is null || !_byMac.ContainsKey(row.Mac))));

    // A serial number counts only where the hardware addresses do not contradict it.
    private int? SameIdentity(InventoryRow row)
    {
        int[] byMac = row.Mac is { } mac && _byMac.TryGetValue(mac, out var one) ? [one] : [];
        int[] bySerial = row.Serial is { } serial && _bySerial.TryGetValue(serial, out var other)
            && (row.Mac is null || _machines[other].Mac is null) ? [other] : [];
        return First(byMac.Concat(bySerial), row, _ => true);
    }

    private int? SamePlace(InventoryRow row) => First(There(row), row, machine =>
        (machine.Mac is null || row.Mac is null) && (machine.Serial is null || row.Serial is null)
        && (machine.Family is null || row.Family is null || machine.Family == row.Family || machine.Role != MachineRole.Miner));

    private List<int> There(InventoryRow row) => row.Address is { } address && _byAddress.TryGetValue(address, out var there) ? there : [];

    private int? First(IEnumerable<int> candidates, InventoryRow row, Func<InventoryMachine, bool> isSame)
    {
        foreach (var at in candidates)
        {
            if (!_met.Contains(at) && IsOneRole(_machines[at].Role, row.Role) && isSame(_machines[at]))
            {
                return at;
            }
        }

        return null;
    }

    // What says no more than that it speaks Modbus may be any breaker or meter, and a machine of unknown role anything.
    private static bool IsOneRole(MachineRole known, MachineRole incoming) =>
        known == incoming || known == MachineRole.Unknown || (incoming == MachineRole.Unknown && known != MachineRole.Miner);

    // Whoever has the hardware address is known or stands before: a second one's copy of it identifies nobody.
    private List<Incoming> WithoutSharedMacs(List<Incoming> left)
    {
        var owned = _byMac.Keys.ToHashSet(StringComparer.Ordinal);
        return [.. left.Select(one => one.Row.Mac is { } mac && !owned.Add(mac) ? new Incoming(one.Row with { Mac = null }, mac) : one)];
    }

    private bool Met(Incoming incoming, int? found)
    {
        if (found is not { } at)
        {
            return false;
        }

        var before = _machines[at];
        _met.Add(at);
        _machines[at] = Filled(before, incoming);
        Note(before, incoming, at);
        return true;
    }

    private void Add(Incoming incoming)
    {
        var at = _machines.Count;
        _machines.Add(Filled(new InventoryMachine(), incoming));
        _met.Add(at);
        _notes.Add(new(FindingKind.New, at, null));
        NoteShared(at);
    }

    private InventoryMachine Filled(InventoryMachine machine, Incoming incoming)
    {
        var row = incoming.Row;
        var isShared = row.Mac is not null && row.Mac == machine.SharedMac;
        return machine with
        {
            Group = _seen is null ? row.Group ?? machine.Group : machine.Group ?? row.Group,
            Role = row.Role == MachineRole.Unknown ? machine.Role : row.Role,
            Address = row.Address ?? machine.Address,
            PortShift = row.Address is null ? machine.PortShift : row.PortShift,
            Family = row.Family ?? machine.Family,
            Model = row.Model ?? machine.Model,
            Firmware = row.Firmware ?? machine.Firmware,
            Mac = isShared ? machine.Mac : row.Mac ?? machine.Mac,
            SharedMac = incoming.SharedMac ?? (isShared ? row.Mac : null),
            Serial = row.Serial ?? machine.Serial,
            FirstSeen = machine.FirstSeen ?? _seen,
            LastSeen = _seen ?? machine.LastSeen,
            Notes = row.Notes ?? machine.Notes,
        };
    }

    private void Note(InventoryMachine before, Incoming incoming, int at)
    {
        var after = _machines[at];
        if (before.Mac is not null && after.Mac != before.Mac)
        {
            _notes.Add(new(FindingKind.BoardChanged, at, before.Mac));
        }

        if (before.Address is not null ? !before.Address.Equals(after.Address) : after.Address is not null)
        {
            _notes.Add(new(FindingKind.Moved, at, before.Address?.ToString()));
        }

        if (_seen is not null && incoming.Row.Group is { } wanted && after.Group is { } group && group != wanted)
        {
            _notes.Add(new(FindingKind.OtherGroup, at, wanted.Text));
        }

        NoteShared(at);
    }

    private void NoteShared(int at)
    {
        if (_machines[at].SharedMac is { } mac)
        {
            _notes.Add(new(FindingKind.SharedMac, at, mac));
        }
    }

    private void Displace()
    {
        var places = _met.Where(at => _machines[at].Address is not null).ToLookup(at => _machines[at].Address!, at => _machines[at].Role);
        for (var at = 0; at < _machines.Count; at++)
        {
            var machine = _machines[at];
            if (!_met.Contains(at) && machine.Address is { } address && places[address].Any(role => IsOnePlace(role, machine.Role)))
            {
                _machines[at] = machine with { Address = null };
                _notes.Add(new(FindingKind.Displaced, at, address.ToString()));
            }
        }
    }

    // A gateway can be a breaker and a meter at one address; a miner is alone at its own.
    private static bool IsOnePlace(MachineRole left, MachineRole right) =>
        left == right || left == MachineRole.Miner || right == MachineRole.Miner;

    private sealed record Incoming(InventoryRow Row, string? SharedMac);
}
