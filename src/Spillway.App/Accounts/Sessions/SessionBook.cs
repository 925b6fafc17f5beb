using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Spillway.App.Accounts.Persons;
using Spillway.App.Api;
using Spillway.App.People;
using Spillway.Engine;

namespace Spillway.App.Accounts.Sessions;

/// <summary>Who is signed in. The file has them for the next start; what is asked on every request is answered from memory, so that
/// an end counts at once. Any thread.</summary>
/// <param name="door">The accounts' file.</param>
/// <param name="room">The wall clock.</param>
/// <param name="journal">Told what ends.</param>
/// <param name="random">Where secrets come from.</param>
internal sealed class SessionBook(AccountsDoor door, DeskRoom room, PeopleJournal journal, RandomBytes random)
{
    private const int SecretBytes = 32;
    private const int IdBytes = 8;
    private const int MostOfOne = 20;

    // How exactly the file knows when somebody was last seen.
    private static readonly TimeSpan _written = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, Session> _byHash = new(StringComparer.Ordinal);

    /// <summary>Reads those that are still good; those whose account has changed since are gone.</summary>
    public Task OpenAsync(CancellationToken cancellation) => door.DoAsync(
        async users =>
        {
            var accounts = await users.Users.ToDictionaryAsync(static one => one.Id, cancellation).ConfigureAwait(false);
            foreach (var kept in await users.Context.Sessions.ToListAsync(cancellation).ConfigureAwait(false))
            {
                var session = accounts.TryGetValue(kept.AccountId, out var account) && !account.IsLocked && account.SecurityStamp == kept.Stamp ? Of(kept, account) : null;
                if (session is null || session.IsOver(room.Wall.GetUtcNow()))
                {
                    users.Context.Sessions.Remove(kept);
                }
                else
                {
                    _byHash[kept.SecretHash] = session;
                }
            }

            return await users.Context.SaveChangesAsync(cancellation).ConfigureAwait(false);
        },
        cancellation);

    /// <summary>All that are good, the newest first.</summary>
    public ImmutableArray<Session> All => [.. _byHash.Values.Where(one => !one.IsOver(room.Wall.GetUtcNow())).OrderByDescending(static one => one.BeganAt)];

    /// <summary>Begins one, inside the door. The oldest of a person who has too many ends.</summary>
    /// <param name="users">The door's accounts.</param>
    /// <param name="account">Whose.</param>
    /// <param name="way">How it was proven.</param>
    /// <param name="caller">From where.</param>
    /// <returns>The session, and the secret that opens it; it is kept nowhere.</returns>
    public async Task<(Session Session, string Secret)> BeginAsync(AccountUsers users, Account account, string way, Caller caller)
    {
        var now = room.Wall.GetUtcNow();
        var secret = Convert.ToHexStringLower(random(SecretBytes));
        var kept = new AccountSession
        {
            Id = Convert.ToHexStringLower(random(IdBytes)), SecretHash = Hash(secret), AccountId = account.Id, Stamp = account.SecurityStamp ?? "",
            Way = way, Address = caller.Address, Agent = caller.Agent, BeganAt = now, SeenAt = now, ProvenAt = now,
        };
        foreach (var old in _byHash.Where(one => one.Value.Who.Id == account.Id).OrderByDescending(static one => one.Value.SeenAt).Skip(MostOfOne - 1).ToList())
        {
            _byHash.TryRemove(old.Key, out _);
            await users.Context.Sessions.Where(one => one.SecretHash == old.Key).ExecuteDeleteAsync().ConfigureAwait(false);
        }

        users.Context.Sessions.Add(kept);
        await users.Context.SaveChangesAsync().ConfigureAwait(false);
        var session = Of(kept, account);
        _byHash[kept.SecretHash] = session;
        return (session, secret);
    }

    /// <summary>The session that a secret opens.</summary>
    /// <param name="secret">What the cookie holds.</param>
    /// <returns>The session; null where it opens none.</returns>
    public Session? Find(string secret) => _byHash.TryGetValue(Hash(secret), out var found) && !found.IsOver(room.Wall.GetUtcNow()) ? found : null;

    /// <summary>The session of a number.</summary>
    /// <param name="id">The number.</param>
    /// <returns>The session; null where there is none any more.</returns>
    public Session? Of(string id) => _byHash.Values.FirstOrDefault(one => one.Id == id) is { } found && !found.IsOver(room.Wall.GetUtcNow()) ? found : null;

    /// <summary>Notes that a person does something.</summary>
    /// <param name="id">The session's number.</param>
    /// <param name="cancellation">Ends the write.</param>
    public async Task SeenAsync(string id, CancellationToken cancellation)
    {
        var now = room.Wall.GetUtcNow();
        foreach (var (hash, session) in _byHash.Where(one => one.Value.Id == id && now - one.Value.SeenAt >= _written && !one.Value.IsOver(now)))
        {
            if (_byHash.TryUpdate(hash, session with { SeenAt = now }, session))
            {
                await WriteSeenAsync(id, now, cancellation).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Notes, inside the door, that a person has proven again who it is.</summary>
    /// <param name="users">The door's accounts.</param>
    /// <param name="id">The session's number.</param>
    public async Task ProvenAsync(AccountUsers users, string id)
    {
        var now = room.Wall.GetUtcNow();
        await users.Context.Sessions.Where(one => one.Id == id).ExecuteUpdateAsync(set => set.SetProperty(one => one.ProvenAt, now)).ConfigureAwait(false);
        foreach (var (hash, session) in _byHash.Where(one => one.Value.Id == id))
        {
            _byHash.TryUpdate(hash, session with { ProvenAt = now }, session);
        }
    }

    /// <summary>Lets a session outlast, inside the door, a change of what its account is proven by.</summary>
    /// <param name="users">The door's accounts.</param>
    /// <param name="account">The account after the change.</param>
    /// <param name="id">The session's number.</param>
    public static Task KeepAsync(AccountUsers users, Account account, string id)
    {
        var stamp = account.SecurityStamp ?? "";
        return users.Context.Sessions.Where(one => one.Id == id).ExecuteUpdateAsync(set => set.SetProperty(one => one.Stamp, stamp));
    }

    /// <summary>Ends sessions, inside the door: at once, and in the journal.</summary>
    /// <param name="users">The door's accounts.</param>
    /// <param name="by">Who ends them.</param>
    /// <param name="which">Which.</param>
    /// <param name="reason">Why, as the journal has it.</param>
    /// <returns>How many ended.</returns>
    public async Task<int> EndAsync(AccountUsers users, Actor by, Func<Session, bool> which, string reason)
    {
        var ended = _byHash.Where(one => which(one.Value)).ToList();
        foreach (var (hash, session) in ended)
        {
            _byHash.TryRemove(hash, out _);
            await users.Context.Sessions.Where(one => one.SecretHash == hash).ExecuteDeleteAsync().ConfigureAwait(false);
            await journal.RecordAsync(
                PersonKinds.SessionEnded, by,
                writer =>
                {
                    writer.WriteString("session", session.Id);
                    writer.WriteString("account", session.Who.Name);
                    writer.WriteString("account_id", session.Who.Id);
                    writer.WriteString("reason", reason);
                },
                CancellationToken.None).ConfigureAwait(false);
        }

        return ended.Count;
    }

    private async Task WriteSeenAsync(string id, DateTimeOffset now, CancellationToken cancellation)
    {
        try
        {
            await door.DoAsync(
                users => users.Context.Sessions.Where(one => one.Id == id).ExecuteUpdateAsync(set => set.SetProperty(one => one.SeenAt, now), cancellation),
                cancellation).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is SqliteException or RefusedException)
        {
            // Memory knows, and the file learns it a minute later: a full disk or a rush at the door keeps nobody from the desk.
        }
    }

    private bool DemandsSecondFactor => room.View.Site.Installation?.Desk.DemandsSecondFactor ?? false;

    private Session Of(AccountSession kept, Account account) =>
        new(kept.Id, account.ToActor() with { IsOneFactor = DemandsSecondFactor && !Session.IsOfTwoFactors(kept.Way) }, kept.Way, kept.Address, kept.Agent, kept.BeganAt, kept.SeenAt, kept.ProvenAt);

    private static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
