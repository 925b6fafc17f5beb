using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using NodaTime;
using Spillway.App.People;
using Spillway.Engine;

namespace Spillway.App.Accounts.Seconds;

/// <summary>Has what needs two people wait for the second, and what was done at once signed afterwards. Any thread.</summary>
/// <remarks>What waits is kept in memory: a desk that restarts has forgotten it, nothing was done, and it is asked again. What was done is
/// kept until it is signed, and numbers go on.</remarks>
public sealed class SecondDesk
{
    /// <summary>How long what waits can be signed.</summary>
    public static readonly Duration SignedWithin = Duration.FromMinutes(10);

    /// <summary>Until when what was done at once shall be signed; an alarm says when it was not.</summary>
    public static readonly Duration SignedAfterwardsWithin = Duration.FromHours(12);

    private const int MostWaiting = 50;
    private const int MostOwed = 500;
    private const int MostKept = 1000;
    private const int MostReason = 500;

    private readonly Gate _authority;
    private readonly PeopleJournal _journal;
    private readonly TimeProvider _wall;
    private readonly SecondStore _store;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Func<CancellationToken, Task>> _work = new(StringComparer.Ordinal);
    private readonly HashSet<string> _inHand = new(StringComparer.Ordinal);
    private ImmutableList<SecondRequest> _requests;
    private int _last;

    /// <summary>Takes up what was done before and is still to be signed.</summary>
    /// <param name="gate">Who may sign and who may break the glass.</param>
    /// <param name="journal">Every step is written there.</param>
    /// <param name="store">Keeps what is to be signed, and who arranged whose account.</param>
    /// <param name="wall">The wall clock: people wait by it.</param>
    public SecondDesk(Gate gate, PeopleJournal journal, DeskStore store, TimeProvider wall)
    {
        (_authority, _journal, _wall, _store, Arranged, Raised) = (gate, journal, wall, new(store), new(store, wall), new(store, wall));
        (_last, _requests) = _store.Load();
    }

    /// <summary>Who arranged whose account: those two are not two people.</summary>
    public ArrangedAccounts Arranged { get; }

    /// <summary>What each has raised alone in the last minutes.</summary>
    internal RaisedBook Raised { get; }

    /// <summary>Told of every change; must be quick and must not throw.</summary>
    public event Action<SecondRequest>? Changed;

    /// <summary>Everything that is kept, newest first, what has expired marked so.</summary>
    public ImmutableArray<SecondRequest> All()
    {
        lock (_gate)
        {
            Expire();
            return [.. _requests.Reverse()];
        }
    }

    /// <summary>Has something wait for a second person. What the same one asks for again while it waits is the same request.</summary>
    /// <param name="who">Who asks; may do the action itself, but not alone.</param>
    /// <param name="action">Which action it is.</param>
    /// <param name="what">What both see: the order or change with its promise. No secret.</param>
    /// <param name="work">Does it, once it is signed.</param>
    /// <param name="cancellation">Ends the wait for the journal.</param>
    /// <returns>The request.</returns>
    /// <exception cref="RefusedException"><see cref="AccountErrors.TooManyWait"/>, or <see cref="AccountErrors.NotAllowed"/>.</exception>
    public Task<SecondRequest> AskAsync(Actor who, DeskAction action, JsonObject what, Func<CancellationToken, Task> work, CancellationToken cancellation) =>
        AddAsync(who, action, what, (SecondState.Waiting, work), cancellation);

    /// <summary>Asks for a signature on what was done at once. Of more than 500 the oldest is given up, and the journal says so.</summary>
    /// <param name="who">Who did it.</param>
    /// <param name="action">Which action it was.</param>
    /// <param name="what">What was done.</param>
    /// <param name="cancellation">Ends the wait for the journal.</param>
    /// <returns>The request.</returns>
    public Task<SecondRequest> DoneAsync(Actor who, DeskAction action, JsonObject what, CancellationToken cancellation) =>
        AddAsync(who, action, what, (SecondState.Done, null), cancellation);

    /// <summary>Why somebody may not sign a request.</summary>
    /// <param name="who">Who.</param>
    /// <param name="request">The request.</param>
    /// <returns>Null where they may; else <see cref="AccountErrors.NotAllowed"/>, <see cref="FactorErrors.NoSecondFactor"/>, <see cref="AccountErrors.OwnRequest"/> or
    /// <see cref="SecondErrors.SameHand"/>.</returns>
    public ErrorCode? WhyNot(Actor who, SecondRequest request)
    {
        ArgumentNullException.ThrowIfNull(who);
        ArgumentNullException.ThrowIfNull(request);
        return !_authority.Allows(who, DeskAction.SignSecond) ? Lacking(who)
            : request.ById == who.Id ? AccountErrors.OwnRequest
            : Arranged.Ties(who.Id, request.ById, request.AskedAt) ? SecondErrors.SameHand
            : null;
    }

    /// <summary>Why somebody may not decline a request. Whoever asked takes back what waits; what was done at once is for another to
    /// look at, who signs it or says no.</summary>
    /// <param name="who">Who.</param>
    /// <param name="request">The request.</param>
    /// <returns>Null where they may; else as <see cref="WhyNot"/>.</returns>
    public ErrorCode? WhyNotDecline(Actor who, SecondRequest request)
    {
        ArgumentNullException.ThrowIfNull(who);
        ArgumentNullException.ThrowIfNull(request);
        return request.State == SecondState.Done ? WhyNot(who, request)
            : request.ById == who.Id || _authority.Allows(who, DeskAction.SignSecond) ? null
            : Lacking(who);
    }

    private ErrorCode Lacking(Actor who) => _authority.LacksFactor(who, DeskAction.SignSecond) ? FactorErrors.NoSecondFactor : AccountErrors.NotAllowed;

    /// <summary>Signs as the second person: what waits is done now. Where it cannot be done it waits on, and the refusal says why.</summary>
    /// <param name="who">Another one than who asked.</param>
    /// <param name="id">The request.</param>
    /// <param name="digest">The digest of what was seen.</param>
    /// <param name="cancellation">Ends the wait for the journal; what is signed is done to its end.</param>
    /// <returns>The request, signed.</returns>
    /// <exception cref="RefusedException">There is no such request, it is the own one or that of an account of the same hand, something else
    /// was seen, it is too late, or what was signed is refused in its turn.</exception>
    public async Task<SecondRequest> SignAsync(Actor who, string id, string digest, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(who);
        _authority.Demand(who, DeskAction.SignSecond);
        var request = Take(id, one =>
        {
            DemandAnother(who, one);

            if (!CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(one.Digest), Encoding.ASCII.GetBytes(digest)))
            {
                throw new RefusedException(AccountErrors.OtherPromise, $"{one.Id} has the digest {one.Digest[..12]}…, and what was sent is another.");
            }
        });
        return await EndAsync(who, request, (SecondState.Agreed, PersonKinds.SecondSigned), cancellation).ConfigureAwait(false);
    }

    /// <summary>Says no: what waits is not done; what was done at once stays done, and is signed no more.</summary>
    /// <param name="who">Another person; who asked only where it waits, and takes it back so.</param>
    /// <param name="id">The request.</param>
    /// <param name="because">Why.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>The request, declined.</returns>
    /// <exception cref="RefusedException">There is no such request, no reason is given, or <see cref="WhyNotDecline"/> says why not.</exception>
    public async Task<SecondRequest> DeclineAsync(Actor who, string id, string because, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(who);
        var why = Reason(because);
        var request = Take(id, one =>
        {
            if (one.State == SecondState.Done)
            {
                DemandAnother(who, one);
            }
            else if (one.ById != who.Id)
            {
                _authority.Demand(who, DeskAction.SignSecond);
            }
        });
        return await EndAsync(who, request with { Because = why }, (SecondState.Declined, PersonKinds.SecondDeclined), cancellation).ConfigureAwait(false);
    }

    /// <summary>Does alone what waits: for the night on which there is no second person. Everybody is told. Where it cannot be done it
    /// waits on, and the refusal says why.</summary>
    /// <param name="who">Who; the one who asked, or another.</param>
    /// <param name="id">The request.</param>
    /// <param name="because">Why.</param>
    /// <param name="cancellation">Ends the wait for the journal; what is begun is done to its end.</param>
    /// <returns>The request, done.</returns>
    /// <exception cref="RefusedException">There is no such request, no reason is given, or what waits is refused in its turn.</exception>
    public async Task<SecondRequest> BreakGlassAsync(Actor who, string id, string because, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(who);
        _authority.Demand(who, DeskAction.BreakGlass);
        var why = Reason(because);
        var request = Take(id, static one =>
        {
            if (one.State != SecondState.Waiting)
            {
                throw new RefusedException(AccountErrors.NothingWaits, $"{one.Id} was done at once.");
            }
        });
        return await EndAsync(who, request with { Because = why }, (SecondState.BrokenGlass, PersonKinds.GlassBroken), cancellation).ConfigureAwait(false);
    }

    /// <summary>The digest of what both see.</summary>
    /// <param name="what">The object.</param>
    /// <returns>64 lower-case hexadecimal digits.</returns>
    public static string DigestOf(JsonObject what)
    {
        ArgumentNullException.ThrowIfNull(what);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(what.ToJsonString())));
    }

    private void DemandAnother(Actor who, SecondRequest one)
    {
        _authority.Demand(who, DeskAction.SignSecond);
        if (WhyNot(who, one) is { } code)
        {
            throw new RefusedException(code, code == AccountErrors.OwnRequest
                ? $"{one.Id} was asked for by '{who.Name}'."
                : $"{one.Id} was asked for by '{one.By}', and one of '{one.By}' and '{who.Name}' made, changed or reset the account of the other, directly or through other accounts, in the {ArrangedAccounts.Reach.TotalHours:0} hours before, or since.");
        }
    }

    private async Task<SecondRequest> AddAsync(
        Actor who, DeskAction action, JsonObject what, (SecondState State, Func<CancellationToken, Task>? Work) ask, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(who);
        ArgumentNullException.ThrowIfNull(what);
        SecondRequest request;
        SecondRequest? givenUp;
        lock (_gate)
        {
            Expire();
            if (_requests.Find(one => one.State == ask.State && one.ById == who.Id && one.Action == action && SecondOrder.IsSame(one.What, what)) is { } same)
            {
                return same;
            }

            if (ask.Work is not null && _work.Count >= MostWaiting)
            {
                throw new RefusedException(AccountErrors.TooManyWait, $"{MostWaiting} requests wait already.");
            }

            request = Next(who, action, what, ask.State);
            Keep(request);
            if (ask.Work is not null)
            {
                _work[request.Id] = ask.Work;
            }

            givenUp = TooOld();
        }

        Changed?.Invoke(request);
        await RecordAsync(PersonKinds.SecondAsked, who, request, cancellation).ConfigureAwait(false);
        if (givenUp is not null)
        {
            Changed?.Invoke(givenUp);
            await RecordAsync(PersonKinds.SecondDeclined, Actor.Desk, givenUp, cancellation).ConfigureAwait(false);
        }

        return request;
    }

    private SecondRequest Next(Actor who, DeskAction action, JsonObject what, SecondState state)
    {
        var now = Now();
        var id = string.Create(CultureInfo.InvariantCulture, $"two-{++_last}");
        var until = now + (state == SecondState.Waiting ? SignedWithin : SignedAfterwardsWithin);
        return new(id, action, who.Name, who.Id, now, until, what, DigestOf(what), state, null, null, null);
    }

    private void Keep(SecondRequest request)
    {
        _requests = _requests.Add(request);
        try
        {
            _store.Keep(_last, request.State == SecondState.Done ? request : null);
        }
        catch (SqliteException)
        {
            // What took load off has been done, and its giver is told so. It is in the journal; that this file takes nothing is an alarm of
            // the list of alarms, which lies in it too. After a restart it is asked for no more.
        }

        // Of those that have ended, the oldest go first.
        while (_requests.Count > MostKept && _requests.FindIndex(static one => one.EndedAt is not null) is var index and >= 0)
        {
            _requests = _requests.RemoveAt(index);
        }
    }

    private SecondRequest? TooOld() =>
        _requests.Count(static one => one.State == SecondState.Done) > MostOwed && _requests.Find(one => one.State == SecondState.Done && !_inHand.Contains(one.Id)) is { } oldest
            ? Close(oldest with { State = SecondState.Declined, EndedBy = Actor.Desk.Name, EndedAt = Now(), Because = $"more than {MostOwed} are to be signed" })
            : null;

    // Takes a request in hand: until it is let go nobody else ends it, and it does not expire.
    private SecondRequest Take(string id, Action<SecondRequest> check)
    {
        lock (_gate)
        {
            Expire();
            var request = _requests.Find(one => one.Id == id && one.EndedAt is null)
                ?? throw new RefusedException(_requests.Exists(one => one.Id == id) ? AccountErrors.NothingWaits : SecondErrors.Unknown, $"'{id}' is no request that waits.");
            check(request);
            return _inHand.Add(id) ? request : throw new RefusedException(AccountErrors.NothingWaits, $"{id} is in another's hand at this moment.");
        }
    }

    // The deed is in the journal before it is done; what cannot be done has not ended.
    private async Task<SecondRequest> EndAsync(Actor who, SecondRequest request, (SecondState State, string Kind) end, CancellationToken cancellation)
    {
        SecondRequest ended;
        try
        {
            await RecordAsync(end.Kind, who, request, cancellation).ConfigureAwait(false);
            if (end.State != SecondState.Declined)
            {
                await DoAsync(who, request).ConfigureAwait(false);
            }

            ended = Close(request with { State = end.State, EndedBy = who.Name, EndedAt = Now() });
        }
        finally
        {
            lock (_gate)
            {
                _inHand.Remove(request.Id);
            }
        }

        Changed?.Invoke(ended);
        return ended;
    }

    private async Task DoAsync(Actor who, SecondRequest request)
    {
        Func<CancellationToken, Task>? work;
        lock (_gate)
        {
            work = _work.GetValueOrDefault(request.Id);
        }

        try
        {
            // Whoever signed may close the browser: what is half done serves nobody.
            await (work?.Invoke(CancellationToken.None) ?? Task.CompletedTask).ConfigureAwait(false);
        }
        catch (RefusedException refusal)
        {
            await RecordAsync(PersonKinds.SecondUndone, who, request with { Because = refusal.What }, CancellationToken.None).ConfigureAwait(false);
            throw;
        }
    }

    private SecondRequest Close(SecondRequest ended)
    {
        lock (_gate)
        {
            if (_requests.Find(one => one.Id == ended.Id) is { State: SecondState.Done })
            {
                // There first: what could not be ended there would be owed again after a restart.
                _store.Remove(ended.Id);
            }

            _requests = _requests.SetItem(_requests.FindIndex(one => one.Id == ended.Id), ended);
            _work.Remove(ended.Id);
        }

        return ended;
    }

    private void Expire()
    {
        var now = Now();
        foreach (var old in _requests.Where(one => one.State == SecondState.Waiting && one.Until <= now && !_inHand.Contains(one.Id)).ToList())
        {
            _requests = _requests.Replace(old, old with { State = SecondState.Expired, EndedAt = old.Until });
            _work.Remove(old.Id);
        }
    }

    private static string Reason(string because) => because.Trim() is { Length: > 0 and <= MostReason } why && !why.Any(char.IsControl)
        ? why
        : throw new RefusedException(AccountErrors.NoReason, $"A reason of 1 to {MostReason} letters is needed.");

    private async Task RecordAsync(string kind, Actor who, SecondRequest request, CancellationToken cancellation) =>
        await _journal.RecordAsync(kind, who, writer => Write(writer, request), cancellation).ConfigureAwait(false);

    private static void Write(Utf8JsonWriter writer, SecondRequest request)
    {
        writer.WriteString("action", ActionRules.Of(request.Action).Id);
        writer.WriteString("asked_by", request.By);
        if (request.Because is { } because)
        {
            writer.WriteString("because", because);
        }

        writer.WriteString("digest", request.Digest);
        writer.WriteString("id", request.Id);
        writer.WritePropertyName("what");
        request.What.WriteTo(writer);
    }

    private Instant Now() => Instant.FromDateTimeOffset(_wall.GetUtcNow());
}
