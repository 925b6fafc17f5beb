using System.Globalization;
using Microsoft.Data.Sqlite;
using NodaTime;
using Spillway.App.People;
using Spillway.Units;

namespace Spillway.App.Accounts.Seconds;

/// <summary>What each has raised alone in the last minutes: many small orders are held against the set MW together. Kept in desk.db, so
/// that a desk which restarts goes on with it. Any thread.</summary>
internal sealed class RaisedBook
{
    /// <summary>So long it counts.</summary>
    public static readonly TimeSpan Reach = TimeSpan.FromMinutes(10);

    // Whoever gives more orders than this in the time waits for a second person, however little each raises.
    private const int MostKept = 1000;

    private const string Schema =
        "CREATE TABLE IF NOT EXISTS second_raised (id INTEGER PRIMARY KEY AUTOINCREMENT, by_id TEXT NOT NULL, at_ms INTEGER NOT NULL, raised_mw TEXT NOT NULL) STRICT;";

    private readonly DeskStore _store;
    private readonly TimeProvider _wall;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, List<Part>> _parts;

    /// <summary>Takes up what counts still.</summary>
    /// <param name="store">Where it is kept.</param>
    /// <param name="wall">The wall clock.</param>
    public RaisedBook(DeskStore store, TimeProvider wall)
    {
        (_store, _wall) = (store, wall);
        store.Ensure(Schema);
        using var connection = store.Open();
        _parts = connection.Read(Read, "SELECT id, by_id, at_ms, raised_mw FROM second_raised ORDER BY id")
            .GroupBy(static part => part.Who, StringComparer.Ordinal)
            .ToDictionary(static own => own.Key, static own => own.ToList(), StringComparer.Ordinal);
    }

    /// <summary>What somebody has raised in the last minutes.</summary>
    /// <param name="who">Who, by id.</param>
    public Megawatts Of(string who)
    {
        lock (_gate)
        {
            return Sum(Kept(who));
        }
    }

    /// <summary>Counts what an order raises before it is given, so that two at once cannot both be the last that fits.</summary>
    /// <param name="who">Who gives it, by id.</param>
    /// <param name="raised">By how much it may raise the site; above zero.</param>
    /// <param name="most">What one may raise alone.</param>
    /// <returns>What is counted; null where it is too much together with what came before, or cannot be written: a restart would let the
    /// same one raise it again.</returns>
    public Part? Add(string who, Megawatts raised, Megawatts most)
    {
        lock (_gate)
        {
            var parts = Kept(who);
            if (Sum(parts) + raised > most || parts.Count >= MostKept)
            {
                return null;
            }

            if (Write(who, raised) is not { } number)
            {
                return null;
            }

            var part = new Part(number, who, _wall.GetTimestamp(), raised);
            parts.Add(part);
            _parts[who] = parts;
            return part;
        }
    }

    /// <summary>What was counted has raised nothing: the order was refused.</summary>
    /// <param name="part">What was counted.</param>
    public void Remove(Part part)
    {
        lock (_gate)
        {
            Kept(part.Who).Remove(part);
            try
            {
                using var connection = _store.Open();
                connection.Run("DELETE FROM second_raised WHERE id = $id", ("$id", part.Number));
            }
            catch (SqliteException)
            {
                // The giver hears why the order was refused. Should the desk restart within the time, it counts too much, not too little.
            }
        }
    }

    private long? Write(string who, Megawatts raised)
    {
        var now = Now();
        try
        {
            using var connection = _store.Open();
            using var transaction = connection.BeginTransaction();
            connection.Run("DELETE FROM second_raised WHERE at_ms <= $old", ("$old", (now - Duration.FromTimeSpan(Reach)).ToUnixTimeMilliseconds()));
            connection.Run(
                "INSERT INTO second_raised (by_id, at_ms, raised_mw) VALUES ($by, $at, $raised)",
                ("$by", who), ("$at", now.ToUnixTimeMilliseconds()), ("$raised", raised.Value.ToString(CultureInfo.InvariantCulture)));
            var number = connection.Read(static reader => reader.GetInt64(0), "SELECT last_insert_rowid()")[0];
            transaction.Commit();
            return number;
        }
        catch (SqliteException)
        {
            // That this file takes nothing is an alarm of the list of alarms, which lies in it too.
            return null;
        }
    }

    // A clock that was set back since makes nothing older than now: it counts for all of the time again.
    private Part Read(SqliteDataReader reader)
    {
        var age = Duration.Max(Now() - Instant.FromUnixTimeMilliseconds(reader.GetInt64(2)), Duration.Zero);
        var at = _wall.GetTimestamp() - (long)(age.TotalSeconds * _wall.TimestampFrequency);
        return new(reader.GetInt64(0), reader.GetString(1), at, new(decimal.Parse(reader.GetString(3), CultureInfo.InvariantCulture)));
    }

    private List<Part> Kept(string who)
    {
        var now = _wall.GetTimestamp();
        foreach (var (other, parts) in _parts.ToList())
        {
            parts.RemoveAll(part => _wall.GetElapsedTime(part.At, now) >= Reach);
            if (parts.Count == 0)
            {
                _parts.Remove(other);
            }
        }

        return _parts.GetValueOrDefault(who) ?? [];
    }

    private Instant Now() => Instant.FromDateTimeOffset(_wall.GetUtcNow());

    private static Megawatts Sum(List<Part> parts) => parts.Aggregate(Megawatts.Zero, static (sum, part) => sum + part.Raised);

    /// <summary>What one order counts for.</summary>
    /// <param name="Number">Its number in the file.</param>
    /// <param name="Who">Who gave it.</param>
    /// <param name="At">When, by the wall clock's ticks.</param>
    /// <param name="Raised">By how much it may raise the site.</param>
    internal sealed record Part(long Number, string Who, long At, Megawatts Raised);
}
