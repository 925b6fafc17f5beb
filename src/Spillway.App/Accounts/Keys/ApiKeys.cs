using System.Collections.Immutable;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using NodaTime;
using Spillway.App.Accounts.Authority;
using Spillway.App.People;
using Spillway.Engine;
using Spillway.Units;

namespace Spillway.App.Accounts.Keys;

/// <summary>The keys of programs: made with a scope and an end, shown once, found by their id and compared by hash. Any thread.</summary>
public sealed class ApiKeys
{
    /// <summary>What every secret begins with, so that one that leaked is recognised in a log or a commit.</summary>
    public const string Prefix = "spillway_";

    private const int IdBytes = 4;
    private const int SecretBytes = 32;
    private const int MostKeys = 500;
    private const int MostName = 60;

    /// <summary>The longest that a key is good.</summary>
    public static readonly Duration Longest = Duration.FromDays(366);

    private static readonly ImmutableHashSet<DeskAction> _forPeople =
    [
        DeskAction.SignSecond, DeskAction.BreakGlass, DeskAction.ManageOwnAccount, DeskAction.ManageUsers, DeskAction.ManageRoles, DeskAction.ManageKeys,
        DeskAction.ChangeCredentials,
    ];

    private static readonly string _tooManyKeys = $"{MostKeys} keys are kept already; remove the data of old ones";

    private readonly ApiKeyTable _table;
    private readonly PeopleJournal _journal;
    private readonly TimeProvider _wall;
    private readonly ImmutableHashSet<GroupId> _groups;
    private readonly Lock _gate = new();
    private ImmutableDictionary<string, ApiKey> _keys;

    /// <summary>Reads the keys.</summary>
    /// <param name="store">Where they are kept.</param>
    /// <param name="journal">Their making and end is written there.</param>
    /// <param name="wall">The wall clock: keys end by it.</param>
    /// <param name="groups">The groups of the plant: a key is for some of them or for all.</param>
    public ApiKeys(DeskStore store, PeopleJournal journal, TimeProvider wall, ImmutableHashSet<GroupId> groups)
    {
        (_table, _journal, _wall, _groups) = (new(store), journal, wall, groups);
        _keys = _table.Read().ToImmutableDictionary(static key => key.Id, StringComparer.Ordinal);
    }

    /// <summary>The keys as they are now; another one after every change.</summary>
    internal ImmutableDictionary<string, ApiKey> ById => Volatile.Read(ref _keys);

    /// <summary>All keys, newest first.</summary>
    public ImmutableArray<ApiKey> All => [.. _keys.Values.OrderByDescending(static key => key.MadeAt).ThenBy(static key => key.Id, StringComparer.Ordinal)];

    /// <summary>Makes a key that is not kept yet: it opens nothing, and is forgotten unless it is signed.</summary>
    /// <param name="who">Who makes it.</param>
    /// <param name="asked">What it shall be.</param>
    /// <returns>The key, and its secret, which is never shown again.</returns>
    /// <exception cref="RefusedException"><see cref="AccountErrors.BadKey"/>.</exception>
    public (ApiKey Key, string Secret) Make(Actor who, ApiKeyRequest asked)
    {
        ArgumentNullException.ThrowIfNull(who);
        ArgumentNullException.ThrowIfNull(asked);
        Check(asked);
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes));
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SecretBytes));
        var now = Now();
        var key = new ApiKey(
            id, asked.Name, [.. SHA256.HashData(Encoding.ASCII.GetBytes(secret))], asked.Actions, asked.Groups, asked.Ranges, who.Name, now, now + asked.Length, false, null);
        return (key, $"{Prefix}{id}_{secret}");
    }

    /// <summary>Keeps a key and opens it: a second person has signed it.</summary>
    /// <param name="who">Who made it.</param>
    /// <param name="key">The key.</param>
    /// <param name="cancellation">Ends the wait for the journal.</param>
    /// <exception cref="RefusedException"><see cref="AccountErrors.BadKey"/>: too many are kept meanwhile.</exception>
    public async Task KeepAsync(Actor who, ApiKey key, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (_keys.Count >= MostKeys)
        {
            throw new RefusedException(AccountErrors.BadKey, _tooManyKeys + ".");
        }

        await _journal.RecordAsync(PersonKinds.KeyMade, who, writer =>
        {
            writer.WriteString("actions", string.Join(' ', key.Actions.Select(static action => ActionRules.Of(action).Id)));
            writer.WriteString("key_id", key.Id);
            writer.WriteString("name", key.Name);
        }, cancellation).ConfigureAwait(false);
        Keep(key with { IsSigned = true });
    }

    /// <summary>A time that a key is good for.</summary>
    /// <param name="days">In days.</param>
    /// <exception cref="RefusedException"><see cref="AccountErrors.BadKey"/>: not 1 to 366.</exception>
    public static Duration LengthOf(long days) => days >= 1 && days <= Longest.TotalDays
        ? Duration.FromDays(days)
        : throw new RefusedException(AccountErrors.BadKey, $"days: 1 to {Longest.TotalDays:0} days are allowed.");

    /// <summary>Revokes a key at once.</summary>
    /// <param name="who">Who.</param>
    /// <param name="id">The key.</param>
    /// <param name="cancellation">Ends the wait for the journal.</param>
    /// <returns>The key, ended.</returns>
    /// <exception cref="RefusedException"><see cref="AuthorityErrors.NoKey"/>.</exception>
    public async Task<ApiKey> EndAsync(Actor who, string id, CancellationToken cancellation)
    {
        ApiKey key;
        lock (_gate)
        {
            // Read and written under one lock: revoked twice at once, the first time stands.
            key = _keys.TryGetValue(id, out var kept) ? kept : throw new RefusedException(AuthorityErrors.NoKey, $"There is no key '{id}'.");
            key = key with { EndedAt = key.EndedAt ?? Now() };
            Keep(key);
        }

        await _journal.RecordAsync(PersonKinds.KeyEnded, who, writer => writer.WriteString("key_id", id), cancellation).ConfigureAwait(false);
        return key;
    }

    /// <summary>The key of a secret.</summary>
    /// <param name="secret">What came with a request.</param>
    /// <param name="from">Where the request came from.</param>
    /// <returns>The key; null where it is unknown, ended, too old, not signed, or from elsewhere.</returns>
    public ApiKey? Opened(string secret, IPAddress? from)
    {
        var parts = secret.StartsWith(Prefix, StringComparison.Ordinal) ? secret[Prefix.Length..].Split('_') : [];
        if (parts.Length != 2 || !_keys.TryGetValue(parts[0], out var key))
        {
            return null;
        }

        var hash = SHA256.HashData(Encoding.ASCII.GetBytes(parts[1]));
        return CryptographicOperations.FixedTimeEquals(hash, key.Hash.AsSpan()) && key.IsSigned && key.EndedAt is null && Now() < key.Expires && ComesFrom(key, from)
            ? key
            : null;
    }

    private static bool ComesFrom(ApiKey key, IPAddress? from)
    {
        var plain = from is { IsIPv4MappedToIPv6: true } ? from.MapToIPv4() : from;
        return key.Ranges.IsEmpty || (plain is not null && key.Ranges.Any(range => IPNetwork.Parse(range).Contains(plain)));
    }

    private void Check(ApiKeyRequest asked)
    {
        var fault = asked.Name.Length is 0 or > MostName || asked.Name.Any(char.IsControl) ? $"name: 1 to {MostName} letters are allowed"
            : asked.Name == Actor.Local.Name || Actor.SpokenFor(asked.Name) is not null ? $"name: '{asked.Name}' is what orders by the data folder's token are signed with"
            : asked.Actions.IsEmpty ? "actions: none is named"
            : asked.Actions.FirstOrDefault(_forPeople.Contains, (DeskAction)(-1)) is var forbidden && (int)forbidden >= 0 ? $"actions: {ActionRules.Of(forbidden).Id} is for people only"
            : asked.Groups.Where(group => !_groups.Contains(group)).Select(static group => group.Text).FirstOrDefault() is { } unknown ? $"groups: '{unknown}' is none of {string.Join(", ", _groups.Order())}"
            : asked.Length <= Duration.Zero || asked.Length > Longest ? $"expires: more than {Longest.TotalDays:0} days, or in the past"
            : asked.Ranges.FirstOrDefault(static range => !IPNetwork.TryParse(range, out _)) is { } bad ? $"ranges: '{bad}' is no range such as 10.0.0.0/8"
            : _keys.Count >= MostKeys ? _tooManyKeys
            : null;
        if (fault is not null)
        {
            throw new RefusedException(AccountErrors.BadKey, fault + ".");
        }
    }

    private void Keep(ApiKey key)
    {
        lock (_gate)
        {
            _table.Write(key);
            _keys = _keys.SetItem(key.Id, key);
        }
    }

    private Instant Now() => Instant.FromDateTimeOffset(_wall.GetUtcNow());
}
