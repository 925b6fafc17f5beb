using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Spillway.App.Accounts.Keys;
using Spillway.App.Accounts.Seconds;
using Spillway.App.Api;
using Spillway.App.People;
using Spillway.Engine;
using Spillway.Units;

namespace Spillway.App.Accounts.Authority;

/// <summary>Roles and keys together, and the changes to them, which two people make. Any thread.</summary>
public sealed class AuthorityDesk
{
    private readonly Gate _gate;
    private readonly SecondDesk _seconds;
    private Made? _book;

    /// <summary>Opens them.</summary>
    /// <param name="store">Where they are kept.</param>
    /// <param name="journal">Their changes are written there.</param>
    /// <param name="wall">The wall clock.</param>
    /// <param name="groups">The groups of the plant.</param>
    public AuthorityDesk(DeskStore store, PeopleJournal journal, TimeProvider wall, ImmutableHashSet<GroupId> groups)
    {
        Keys = new(store, journal, wall, groups);
        Versions = new(store, wall);
        Roles = new(store, journal, Versions);
        _gate = new(Book);
        _seconds = new(_gate, journal, store, wall);
    }

    /// <summary>The keys of programs.</summary>
    public ApiKeys Keys { get; }

    /// <summary>What roles and accounts were before.</summary>
    public KeptVersions Versions { get; }

    /// <summary>The roles that were made here.</summary>
    public CustomRoles Roles { get; }

    /// <summary>The gate over all roles and keys.</summary>
    public Gate Gate => _gate;

    /// <summary>Where what needs two people waits.</summary>
    public SecondDesk Seconds => _seconds;

    /// <summary>Looks at a key before it is made; nothing is kept.</summary>
    /// <param name="who">Who.</param>
    /// <param name="asked">What it shall be.</param>
    /// <returns>The key as it would be.</returns>
    /// <exception cref="RefusedException">Not allowed, or it cannot be so.</exception>
    public ApiKey Look(Actor who, ApiKeyRequest asked)
    {
        _gate.Demand(who, DeskAction.ManageKeys);
        return Keys.Make(who, asked).Key;
    }

    /// <summary>Makes a key: its secret is shown at once; the key is kept, and opens something, once another person signs.</summary>
    /// <param name="who">Who.</param>
    /// <param name="asked">What it shall be.</param>
    /// <param name="cancellation">Ends the wait for the journal.</param>
    /// <returns>The key, its secret and the request that waits.</returns>
    public async Task<(ApiKey Key, string Secret, SecondRequest Request)> MakeKeyAsync(Actor who, ApiKeyRequest asked, CancellationToken cancellation)
    {
        _gate.Demand(who, DeskAction.ManageKeys);
        var (key, secret) = Keys.Make(who, asked);
        var request = await _seconds.AskAsync(who, DeskAction.ManageKeys, Of(key), late => Keys.KeepAsync(who, key, late), cancellation).ConfigureAwait(false);
        return (key, secret, request);
    }

    /// <summary>Revokes a key at once: what takes a right away waits for nobody.</summary>
    /// <param name="who">Who.</param>
    /// <param name="id">The key.</param>
    /// <param name="cancellation">Ends the wait for the journal.</param>
    /// <returns>The key, ended.</returns>
    /// <exception cref="RefusedException"><see cref="AccountErrors.NotAllowed"/>, or <see cref="AuthorityErrors.NoKey"/>.</exception>
    public Task<ApiKey> EndKeyAsync(Actor who, string id, CancellationToken cancellation)
    {
        _gate.Demand(who, DeskAction.ManageKeys);
        return Keys.EndAsync(who, id, cancellation);
    }

    /// <summary>Asks for a role to be made or changed; it is once another person signs.</summary>
    /// <param name="who">Who.</param>
    /// <param name="name">The role.</param>
    /// <param name="actions">What it shall be allowed.</param>
    /// <param name="asSeen">Asked when it is made: throws where the roles are no longer what was seen.</param>
    /// <param name="cancellation">Ends the wait for the journal.</param>
    /// <returns>The request that waits.</returns>
    public Task<SecondRequest> PutRoleAsync(Actor who, string name, ImmutableSortedSet<DeskAction> actions, Action asSeen, CancellationToken cancellation)
    {
        _gate.Demand(who, DeskAction.ManageRoles);
        Roles.Check(name, actions);
        return _seconds.AskAsync(who, DeskAction.ManageRoles, Of(name, actions), late =>
        {
            asSeen();
            return Roles.PutAsync(who, name, actions, late);
        }, cancellation);
    }

    /// <summary>What a role was before, newest first.</summary>
    /// <param name="who">Who looks.</param>
    /// <param name="name">The role.</param>
    /// <exception cref="RefusedException"><see cref="AccountErrors.NotAllowed"/> or <see cref="AuthorityErrors.NoRole"/>.</exception>
    public ImmutableArray<KeptVersion> RoleVersions(Actor who, string name)
    {
        _gate.Demand(who, DeskAction.SeeAccounts);
        var versions = Versions.Of(KeptVersions.Roles, name);
        return !versions.IsEmpty || Roles.All.ContainsKey(name) || Accounts.Roles.All.Contains(name)
            ? versions
            : throw new RefusedException(AuthorityErrors.NoRole, $"There is no role '{name}'.");
    }

    /// <summary>Asks for a role to be as it was; it is once another person signs, as with any change of it.</summary>
    /// <param name="who">Who.</param>
    /// <param name="name">The role.</param>
    /// <param name="version">The version's number.</param>
    /// <param name="cancellation">Ends the wait for the journal.</param>
    /// <returns>The request that waits.</returns>
    /// <exception cref="RefusedException"><see cref="AccountErrors.NotAllowed"/>, or there is no such version.</exception>
    public Task<SecondRequest> RestoreRoleAsync(Actor who, string name, long version, CancellationToken cancellation)
    {
        _gate.Demand(who, DeskAction.ManageRoles);
        var words = Versions.Content(KeptVersions.Roles, name, version)["actions"]!.AsArray().Select(static one => ActionRules.Find((string)one!));
        var seen = SeenTag.Of(Roles.TagOf(name));
        return PutRoleAsync(who, name, [.. words.OfType<DeskAction>()], () => seen.Demand($"The role '{name}'", Roles.TagOf(name)), cancellation);
    }

    /// <summary>A key as JSON, without its hash.</summary>
    /// <param name="key">The key.</param>
    public static JsonObject Of(ApiKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return new()
        {
            ["id"] = key.Id,
            ["name"] = key.Name,
            ["actions"] = new JsonArray([.. key.Actions.Select(static action => (JsonNode)ActionRules.Of(action).Id)]),
            ["groups"] = new JsonArray([.. key.Groups.Select(static group => (JsonNode)group.Text)]),
            ["ranges"] = new JsonArray([.. key.Ranges.Select(static range => (JsonNode)range)]),
            ["made_by"] = key.MadeBy,
            ["made_utc"] = ApiJson.Instant(key.MadeAt),
            ["expires_utc"] = ApiJson.Instant(key.Expires),
            ["signed"] = key.IsSigned,
            ["ended_utc"] = key.EndedAt is { } at ? ApiJson.Instant(at) : null,
        };
    }

    /// <summary>A role as JSON.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="actions">What it may do.</param>
    public static JsonObject Of(string name, IEnumerable<DeskAction> actions) => new()
    {
        ["role"] = name,
        ["actions"] = new JsonArray([.. actions.Select(static action => (JsonNode)ActionRules.Of(action).Id)]),
    };

    // Asked with every request, and made anew only when roles or keys have changed.
    private RoleBook Book()
    {
        var (roles, keys) = (Roles.All, Keys.ById);
        var made = Volatile.Read(ref _book);
        if (made is null || !ReferenceEquals(made.Roles, roles) || !ReferenceEquals(made.Keys, keys))
        {
            var book = roles.Aggregate(RoleBook.BuiltIn, static (so, role) => so.With(role.Key, [.. role.Value]));
            made = new(roles, keys, keys.Values.Aggregate(book, static (so, key) => so.With(key.Role, [.. key.Actions])));
            Volatile.Write(ref _book, made);
        }

        return made.Book;
    }

    private sealed record Made(ImmutableSortedDictionary<string, ImmutableSortedSet<DeskAction>> Roles, ImmutableDictionary<string, ApiKey> Keys, RoleBook Book);
}
