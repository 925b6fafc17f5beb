using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using NodaTime;
using NodaTime.Text;
using Spillway.Engine;
using Spillway.Units;

namespace Spillway.App.Inventory;

/// <summary>The versions of the inventory within a connection: each whole, as compressed JSON, so that none hangs on another.</summary>
/// <param name="command">Makes a command from one of this file's texts.</param>
internal sealed class InventoryVersionTable(Func<string, SqliteCommand> command)
{
    /// <summary>How many versions are kept; the oldest go first.</summary>
    public const int Most = 20;

    private static readonly InstantPattern _instants = InstantPattern.General;

    /// <summary>The newest version's number; 0 where none is kept.</summary>
    public int Newest()
    {
        using var read = command("SELECT COALESCE(MAX(number), 0) FROM versions");
        return Convert.ToInt32(read.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    /// <summary>Those that are kept, newest first.</summary>
    public IReadOnlyList<InventoryVersion> All()
    {
        using var read = command("SELECT number, at_utc, by, kind, detail, machines FROM versions ORDER BY number DESC");
        using var row = read.ExecuteReader();
        var versions = new List<InventoryVersion>();
        while (row.Read())
        {
            versions.Add(new(
                row.GetInt32(0), _instants.Parse(row.GetString(1)).GetValueOrThrow(), row.GetString(2), Enum.Parse<InventoryDeedKind>(row.GetString(3), ignoreCase: true), row.GetString(4), row.GetInt32(5)));
        }

        return versions;
    }

    /// <summary>The machines of a version.</summary>
    /// <param name="number">Its number.</param>
    /// <exception cref="RefusedException"><see cref="InventoryErrors.NoVersion"/>.</exception>
    public IReadOnlyList<InventoryMachine> Machines(int number)
    {
        using var read = command("SELECT content FROM versions WHERE number = $number");
        read.Parameters.AddWithValue("$number", number);
        return read.ExecuteScalar() is byte[] content
            ? Unpacked(content)
            : throw new RefusedException(InventoryErrors.NoVersion, $"Version {number} of the inventory is not kept.");
    }

    /// <summary>Keeps the inventory as it is after a change, and before the first change that is kept as it was.</summary>
    /// <param name="before">As it was.</param>
    /// <param name="after">As it is.</param>
    /// <param name="deed">The change.</param>
    /// <returns>The version that it is: a new one, or the newest where the two differ in no more than when a machine was seen.</returns>
    public int Keep(IReadOnlyList<InventoryMachine> before, IReadOnlyList<InventoryMachine> after, InventoryDeed deed)
    {
        if (before.Select(Fact).SequenceEqual(after.Select(Fact)))
        {
            return Newest();
        }

        if (before.Count > 0 && Newest() == 0)
        {
            Add(before, new(deed.At, "", InventoryDeedKind.Found, "", null));
        }

        Add(after, deed);
        using var forget = command("DELETE FROM versions WHERE number <= (SELECT MAX(number) FROM versions) - $most");
        forget.Parameters.AddWithValue("$most", Most);
        forget.ExecuteNonQuery();
        return Newest();
    }

    private void Add(IReadOnlyList<InventoryMachine> machines, InventoryDeed deed)
    {
        using var insert = command("INSERT INTO versions (at_utc, by, kind, detail, machines, content) VALUES ($at, $by, $kind, $detail, $machines, $content)");
        insert.Parameters.AddWithValue("$at", _instants.Format(deed.At));
        insert.Parameters.AddWithValue("$by", deed.By);
        insert.Parameters.AddWithValue("$kind", deed.Kind.ToString());
        insert.Parameters.AddWithValue("$detail", deed.Detail);
        insert.Parameters.AddWithValue("$machines", machines.Count);
        insert.Parameters.AddWithValue("$content", Packed(machines));
        insert.ExecuteNonQuery();
    }

    // When a search saw a machine is no part of what people set.
    private static InventoryMachine Fact(InventoryMachine machine) => machine with { FirstSeen = null, LastSeen = null };

    private static byte[] Packed(IReadOnlyList<InventoryMachine> machines)
    {
        using var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionLevel.Fastest))
        using (var writer = new Utf8JsonWriter(zip))
        {
            writer.WriteStartArray();
            foreach (var machine in machines)
            {
                Write(writer, machine);
            }

            writer.WriteEndArray();
        }

        return packed.ToArray();
    }

    private static void Write(Utf8JsonWriter writer, InventoryMachine machine)
    {
        writer.WriteStartArray();
        writer.WriteNumberValue(machine.Number);
        writer.WriteNumberValue(machine.PortShift);
        string?[] words =
        [
            machine.Group?.Text, InventoryCsv.Word(machine.Role), machine.Address?.ToString(), machine.Family, machine.Model, machine.Firmware, machine.Mac, machine.SharedMac, machine.Serial,
            machine.FirstSeen is { } first ? _instants.Format(first) : null, machine.LastSeen is { } last ? _instants.Format(last) : null, machine.Notes,
        ];
        foreach (var word in words)
        {
            writer.WriteStringValue(word);
        }

        writer.WriteEndArray();
    }

    private static List<InventoryMachine> Unpacked(byte[] content)
    {
        using var zip = new GZipStream(new MemoryStream(content), CompressionMode.Decompress);
        using var document = JsonDocument.Parse(zip);
        return [.. document.RootElement.EnumerateArray().Select(static one => Machine([.. one.EnumerateArray()]))];
    }

    private static InventoryMachine Machine(JsonElement[] cells) => new()
    {
        Number = cells[0].GetInt64(),
        PortShift = cells[1].GetInt32(),
        Group = cells[2].GetString() is { } group ? new GroupId(group) : null,
        Role = Enum.Parse<MachineRole>(cells[3].GetString()!, ignoreCase: true),
        Address = cells[4].GetString() is { } address ? IPAddress.Parse(address) : null,
        Family = cells[5].GetString(),
        Model = cells[6].GetString(),
        Firmware = cells[7].GetString(),
        Mac = cells[8].GetString(),
        SharedMac = cells[9].GetString(),
        Serial = cells[10].GetString(),
        FirstSeen = At(cells[11]),
        LastSeen = At(cells[12]),
        Notes = cells[13].GetString(),
    };

    private static Instant? At(JsonElement cell) => cell.GetString() is { } text ? _instants.Parse(text).GetValueOrThrow() : null;
}
