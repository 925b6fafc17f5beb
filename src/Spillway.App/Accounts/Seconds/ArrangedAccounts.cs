using System.Collections.Immutable;
using NodaTime;
using Spillway.App.People;

namespace Spillway.App.Accounts.Seconds;

/// <summary>Who last made, changed or reset whose account, and when: whoever has just arranged an account may hold it, and with it those
/// that it has arranged in its turn; none of them is a second person beside another along the chain. At most one line for each two accounts.
/// Any thread.</summary>
public sealed class ArrangedAccounts
{
    /// <summary>For so long before a request it counts.</summary>
    public static readonly Duration Reach = Duration.FromHours(24);

    /// <summary>So many accounts are gone through to follow the chains from one; whoever has arranged more in the time is tied to all.</summary>
    public const int MostFollowed = 1_000;

    private const string Schema =
        "CREATE TABLE IF NOT EXISTS second_arranged (account_id TEXT NOT NULL, by_id TEXT NOT NULL, at_ms INTEGER NOT NULL, PRIMARY KEY (account_id, by_id)) STRICT;";

    private readonly DeskStore _store;
    private readonly TimeProvider _wall;
    private readonly Lock _gate = new();
    private ImmutableDictionary<(string Account, string By), Instant> _at;

    /// <summary>Reads them.</summary>
    /// <param name="store">Where they are kept.</param>
    /// <param name="wall">The wall clock.</param>
    public ArrangedAccounts(DeskStore store, TimeProvider wall)
    {
        ArgumentNullException.ThrowIfNull(store);
        (_store, _wall) = (store, wall);
        store.Ensure(Schema);
        using var connection = store.Open();
        _at = connection.Read(
            static reader => KeyValuePair.Create((reader.GetString(0), reader.GetString(1)), Instant.FromUnixTimeMilliseconds(reader.GetInt64(2))),
            "SELECT account_id, by_id, at_ms FROM second_arranged").ToImmutableDictionary();
    }

    /// <summary>Somebody makes, changes or resets an account. Kept before it is done, so that no fault between the two leaves it out.</summary>
    /// <param name="account">Whose account, by id.</param>
    /// <param name="by">Who does it.</param>
    public void Add(string account, Actor by)
    {
        ArgumentNullException.ThrowIfNull(by);
        var now = Instant.FromDateTimeOffset(_wall.GetUtcNow());
        lock (_gate)
        {
            using var connection = _store.Open();
            connection.Run(
                "INSERT INTO second_arranged (account_id, by_id, at_ms) VALUES ($account, $by, $at) ON CONFLICT (account_id, by_id) DO UPDATE SET at_ms = $at",
                ("$account", account), ("$by", by.Id), ("$at", now.ToUnixTimeMilliseconds()));
            _at = _at.SetItem((account, by.Id), now);
        }
    }

    /// <summary>Whether one of two arranged the other's account, by itself or through accounts that it arranged, each shortly before a
    /// request or since; in whichever order the parts of a chain came.</summary>
    /// <param name="one">One of them, by id.</param>
    /// <param name="other">The other.</param>
    /// <param name="asked">When the request was made.</param>
    public bool Ties(string one, string other, Instant asked)
    {
        var arranged = Volatile.Read(ref _at).Where(line => line.Value >= asked - Reach).ToLookup(static line => line.Key.By, static line => line.Key.Account, StringComparer.Ordinal);
        return arranged.Count > 0 && (Leads(arranged, one, other) || Leads(arranged, other, one));
    }

    private static bool Leads(ILookup<string, string> arranged, string from, string to)
    {
        var (seen, open) = (new HashSet<string>(StringComparer.Ordinal) { from }, new Queue<string>([from]));
        while (open.TryDequeue(out var by))
        {
            foreach (var account in arranged[by].Where(seen.Add))
            {
                if (account == to || seen.Count > MostFollowed)
                {
                    return true;
                }

                open.Enqueue(account);
            }
        }

        return false;
    }
}
