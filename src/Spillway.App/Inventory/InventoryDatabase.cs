using System.Globalization;
using System.Net;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using NodaTime;
using NodaTime.Text;
using Spillway.Engine;
using Spillway.Units;

namespace Spillway.App.Inventory;

/// <summary>The inventory's one SQLite file. Each call is one transaction; a second process waits at most five seconds.</summary>
internal sealed class InventoryDatabase : IDisposable
{
    private const int Version = 2;
    private const int WaitSeconds = 5;

    private const string Machines1 = """
        CREATE TABLE machines (
          number INTEGER PRIMARY KEY AUTOINCREMENT, grp TEXT, role TEXT NOT NULL, address TEXT, port_shift INTEGER NOT NULL,
          family TEXT, model TEXT, firmware TEXT, mac TEXT UNIQUE, shared_mac TEXT, serial TEXT,
          first_seen_utc TEXT, last_seen_utc TEXT, notes TEXT);
        CREATE TABLE places (
          machine INTEGER NOT NULL, address TEXT NOT NULL, from_utc TEXT NOT NULL, to_utc TEXT NOT NULL);
        """;

    // A machine that a version takes away may come back with another: where it was is kept, so no place hangs on its machine.
    private const string From1To2 = """
        ALTER TABLE places RENAME TO places_1;
        CREATE TABLE places (machine INTEGER NOT NULL, address TEXT NOT NULL, from_utc TEXT NOT NULL, to_utc TEXT NOT NULL);
        INSERT INTO places SELECT machine, address, from_utc, to_utc FROM places_1 ORDER BY rowid;
        DROP TABLE places_1;
        """;

    private const string Versions2 = """
        CREATE INDEX places_machine ON places (machine);
        CREATE TABLE versions (
          number INTEGER PRIMARY KEY AUTOINCREMENT, at_utc TEXT NOT NULL, by TEXT NOT NULL, kind TEXT NOT NULL, detail TEXT NOT NULL,
          machines INTEGER NOT NULL, content BLOB NOT NULL);
        PRAGMA user_version = 2;
        """;

    private static readonly string[] _columns =
        ["grp", "role", "address", "port_shift", "family", "model", "firmware", "mac", "shared_mac", "serial", "first_seen_utc", "last_seen_utc", "notes"];

    private static readonly InstantPattern _instants = InstantPattern.General;

    private readonly string _path;
    private readonly SqliteConnection _connection;

    public InventoryDatabase(string path)
    {
        _path = path;
        _connection = new(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, DefaultTimeout = WaitSeconds }.ToString());
        try
        {
            Guarded(Prepare);
        }
        catch
        {
            // Nobody else holds the connection that could not be prepared.
            _connection.Dispose();
            throw;
        }
    }

    public void Dispose() => _connection.Dispose();

    /// <summary>All machines, by number.</summary>
    public IReadOnlyList<InventoryMachine> Machines() => Guarded(() => Read(null));

    /// <summary>Where a machine was, the newest place last.</summary>
    public IReadOnlyList<PlacePeriod> Places(long number) => Guarded(() =>
    {
        using var command = Command(null, "SELECT address, from_utc, to_utc FROM places WHERE machine = $machine ORDER BY rowid");
        command.Parameters.AddWithValue("$machine", number);
        using var rows = command.ExecuteReader();
        var places = new List<PlacePeriod>();
        while (rows.Read())
        {
            places.Add(new(IPAddress.Parse(rows.GetString(0)), At(rows.GetString(1)), At(rows.GetString(2))));
        }

        return (IReadOnlyList<PlacePeriod>)places;
    });

    /// <summary>All machines, by number, and the version that they are; 0 where none is kept yet.</summary>
    public (IReadOnlyList<InventoryMachine> Machines, int Version) Now() => Guarded(() =>
    {
        using var transaction = _connection.BeginTransaction(deferred: true);
        return ((IReadOnlyList<InventoryMachine>)Read(transaction), Kept(transaction).Newest());
    });

    /// <summary>The versions that are kept, newest first.</summary>
    public IReadOnlyList<InventoryVersion> Versions() => Guarded(() => Kept(null).All());

    /// <summary>The machines of a version.</summary>
    /// <param name="number">Its number.</param>
    /// <exception cref="RefusedException"><see cref="InventoryErrors.NoVersion"/>.</exception>
    public IReadOnlyList<InventoryMachine> VersionOf(int number) => Guarded(() => Kept(null).Machines(number));

    /// <summary>Changes machines, all or none: what <paramref name="change"/> returns other than it was given is stored, and the inventory as
    /// it is then is kept as a version. That a search saw a machine again makes no version.</summary>
    /// <param name="change">From the machines as they are to the machines as they shall be; those without a number are new.</param>
    /// <param name="deed">When, by whom, and against which version it was reviewed.</param>
    /// <returns>The machines as they are stored, in the order in which they were returned, and the version that they are.</returns>
    /// <exception cref="RefusedException"><see cref="InventoryErrors.OtherVersion"/>: it is no longer the version that was reviewed.</exception>
    public (IReadOnlyList<InventoryMachine> Machines, int Version) Change(
        Func<IReadOnlyList<InventoryMachine>, IReadOnlyList<InventoryMachine>> change, InventoryDeed deed) => Guarded(() =>
    {
        // Immediate: what is read here is still true when it is written.
        using var transaction = _connection.BeginTransaction(deferred: false);
        var (before, versions) = (Read(transaction), Kept(transaction));
        if (deed.Seen is { } seen && seen != versions.Newest())
        {
            throw new RefusedException(InventoryErrors.OtherVersion, $"The inventory stands at version {versions.Newest()}; version {seen} was reviewed.");
        }

        var known = before.ToDictionary(static one => one.Number);
        var after = change(before).ToList();
        Free(transaction, known, after);
        for (var at = 0; at < after.Count; at++)
        {
            if (after[at] != known.GetValueOrDefault(after[at].Number))
            {
                after[at] = Store(transaction, after[at], !known.ContainsKey(after[at].Number));
                Place(transaction, after[at], deed.At);
            }
        }

        var version = versions.Keep(before, after, deed);
        transaction.Commit();
        return ((IReadOnlyList<InventoryMachine>)after, version);
    });

    private InventoryVersionTable Kept(SqliteTransaction? transaction) => new(text => Command(transaction, text));

    // Two machines may exchange hardware addresses: all that change, and those that go, are taken away before any is written.
    private void Free(SqliteTransaction transaction, Dictionary<long, InventoryMachine> before, List<InventoryMachine> after)
    {
        var stays = after.Where(static one => one.Number > 0).ToDictionary(static one => one.Number, static one => one.Mac);
        using var free = Command(transaction, "UPDATE machines SET mac = NULL WHERE number = $number");
        using var remove = Command(transaction, "DELETE FROM machines WHERE number = $number");
        var (freed, removed) = (free.Parameters.Add("$number", SqliteType.Integer), remove.Parameters.Add("$number", SqliteType.Integer));
        foreach (var machine in before.Values)
        {
            if (!stays.TryGetValue(machine.Number, out var mac))
            {
                removed.Value = machine.Number;
                remove.ExecuteNonQuery();
            }
            else if (machine.Mac != mac)
            {
                freed.Value = machine.Number;
                free.ExecuteNonQuery();
            }
        }
    }

    private InventoryMachine Store(SqliteTransaction transaction, InventoryMachine machine, bool isNew)
    {
        using var command = Command(transaction, isNew
            ? $"INSERT INTO machines (number, {string.Join(", ", _columns)}) VALUES ($number, {string.Join(", ", _columns.Select(name => "$" + name))}) RETURNING number"
            : $"UPDATE machines SET {string.Join(", ", _columns.Select(name => $"{name} = ${name}"))} WHERE number = $number RETURNING number");
        object?[] values =
        [
            machine.Group?.Text, InventoryCsv.Word(machine.Role), machine.Address?.ToString(), machine.PortShift, machine.Family, machine.Model,
            machine.Firmware, machine.Mac, machine.SharedMac, machine.Serial, Text(machine.FirstSeen), Text(machine.LastSeen), machine.Notes,
        ];
        foreach (var (name, value) in _columns.Zip(values))
        {
            command.Parameters.AddWithValue("$" + name, value ?? DBNull.Value);
        }

        // No number yet: the table gives the next one, never one that was given before.
        command.Parameters.AddWithValue("$number", machine.Number == 0 ? DBNull.Value : machine.Number);
        var number = Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
        return machine with { Number = number };
    }

    private void Place(SqliteTransaction transaction, InventoryMachine machine, Instant now)
    {
        if (machine.Address is not { } address)
        {
            return;
        }

        using var command = Command(transaction, """
            UPDATE places SET to_utc = $now WHERE rowid = (SELECT max(rowid) FROM places WHERE machine = $machine) AND address = $address;
            INSERT INTO places SELECT $machine, $address, $now, $now WHERE changes() = 0;
            """);
        command.Parameters.AddWithValue("$machine", machine.Number);
        command.Parameters.AddWithValue("$address", address.ToString());
        command.Parameters.AddWithValue("$now", _instants.Format(now));
        command.ExecuteNonQuery();
    }

    private List<InventoryMachine> Read(SqliteTransaction? transaction)
    {
        using var command = Command(transaction, $"SELECT number, {string.Join(", ", _columns)} FROM machines ORDER BY number");
        using var row = command.ExecuteReader();
        var machines = new List<InventoryMachine>();
        while (row.Read())
        {
            machines.Add(Machine(row));
        }

        return machines;
    }

    private static InventoryMachine Machine(SqliteDataReader row) => new()
    {
        Number = row.GetInt64(0),
        Group = Word(row, 1) is { } group ? new GroupId(group) : null,
        Role = Enum.Parse<MachineRole>(row.GetString(2), ignoreCase: true),
        Address = Word(row, 3) is { } address ? IPAddress.Parse(address) : null,
        PortShift = row.GetInt32(4),
        Family = Word(row, 5),
        Model = Word(row, 6),
        Firmware = Word(row, 7),
        Mac = Word(row, 8),
        SharedMac = Word(row, 9),
        Serial = Word(row, 10),
        FirstSeen = Word(row, 11) is { } first ? At(first) : null,
        LastSeen = Word(row, 12) is { } last ? At(last) : null,
        Notes = Word(row, 13),
    };

    private static string? Word(SqliteDataReader row, int at) => row.IsDBNull(at) ? null : row.GetString(at);

    private static Instant At(string text) => _instants.Parse(text).GetValueOrThrow();

    private static string? Text(Instant? at) => at is { } known ? _instants.Format(known) : null;

    private bool Prepare()
    {
        _connection.Open();
        using var transaction = _connection.BeginTransaction(deferred: false);
        using var command = Command(transaction, "PRAGMA user_version");
        var version = Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
        if (version > Version)
        {
            throw new RefusedException(InventoryErrors.Newer, $"'{_path}' has the form {version}; this version reads up to {Version}.");
        }

        if (version < Version)
        {
            using var create = Command(transaction, (version == 0 ? Machines1 : From1To2) + Versions2);
            create.ExecuteNonQuery();
        }

        transaction.Commit();
        return true;
    }

    private SqliteCommand Command(SqliteTransaction? transaction, string text)
    {
        var command = _connection.CreateCommand();
#pragma warning disable CA2100 // Every text is put together from this file's own words; values go in as parameters.
        command.CommandText = text;
#pragma warning restore CA2100
        command.Transaction = transaction;
        return command;
    }

    private T Guarded<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception failure) when (failure is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new RefusedException(InventoryErrors.Unusable, $"'{_path}': {failure.Message.ReplaceLineEndings(" ")}", failure);
        }
        catch (Exception failure) when (failure is FormatException or ArgumentException or UnparsableValueException or InvalidCastException or InvalidDataException or JsonException)
        {
            throw new RefusedException(InventoryErrors.Unusable, $"'{_path}' holds a row that no version wrote: {failure.Message.ReplaceLineEndings(" ")}", failure);
        }
    }
}
