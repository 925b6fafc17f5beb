using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Spillway.App.People;
using Spillway.Engine;

namespace Spillway.App.Accounts.Authority;

/// <summary>The roles that were made here, in the desk's store. Any thread.</summary>
public sealed class CustomRoles
{
    private const string Schema = "CREATE TABLE IF NOT EXISTS role_role (name TEXT PRIMARY KEY, actions TEXT NOT NULL) STRICT;";
    private const int MostRoles = 100;
    private const int MostName = 40;

    private readonly DeskStore _store;
    private readonly PeopleJournal _journal;
    private readonly KeptVersions _versions;
    private readonly Lock _gate = new();
    private ImmutableSortedDictionary<string, ImmutableSortedSet<DeskAction>> _roles;

    /// <summary>Reads them.</summary>
    /// <param name="store">Where they are kept.</param>
    /// <param name="journal">Their changes are written there.</param>
    /// <param name="versions">What they were before is kept there.</param>
    public CustomRoles(DeskStore store, PeopleJournal journal, KeptVersions versions)
    {
        ArgumentNullException.ThrowIfNull(store);
        (_store, _journal, _versions) = (store, journal, versions);
        store.Ensure(Schema);
        _roles = Read().ToImmutableSortedDictionary(StringComparer.Ordinal);
    }

    /// <summary>The roles and what they may do.</summary>
    public ImmutableSortedDictionary<string, ImmutableSortedSet<DeskAction>> All => _roles;

    /// <summary>Holds a role against what a role may be.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="actions">What it may do.</param>
    /// <exception cref="RefusedException"><see cref="AccountErrors.BadRole"/>.</exception>
    public void Check(string name, ImmutableSortedSet<DeskAction> actions)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(actions);
        var fault = name.Length is 0 or > MostName || !name.All(static letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-')
                ? $"'{name}': small letters, digits and '-', at most {MostName}"
            : Roles.All.Contains(name) ? $"'{name}' is built in and stays as it is"
            : actions.IsEmpty ? $"'{name}' may do nothing"
            : _roles.Count >= MostRoles && !_roles.ContainsKey(name) ? $"{MostRoles} roles are kept already"
            : null;
        if (fault is not null)
        {
            throw new RefusedException(AccountErrors.BadRole, fault + ".");
        }
    }

    /// <summary>Makes a role or changes one.</summary>
    /// <param name="who">Who.</param>
    /// <param name="name">Its name.</param>
    /// <param name="actions">What it may do.</param>
    /// <param name="cancellation">Ends the wait for the journal.</param>
    public async Task PutAsync(Actor who, string name, ImmutableSortedSet<DeskAction> actions, CancellationToken cancellation)
    {
        Check(name, actions);
        var text = string.Join(' ', actions.Select(static action => ActionRules.Of(action).Id));
        ImmutableSortedSet<DeskAction>? before;
        lock (_gate)
        {
            before = _roles.GetValueOrDefault(name);
            using var connection = _store.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "INSERT OR REPLACE INTO role_role (name, actions) VALUES ($name, $actions)";
            command.Parameters.AddWithValue("$name", name);
            command.Parameters.AddWithValue("$actions", text);
            command.ExecuteNonQuery();
            _roles = _roles.SetItem(name, actions);
        }

        var record = await _journal.RecordAsync(PersonKinds.RoleChanged, who, writer =>
        {
            writer.WriteString("actions", text);
            writer.WriteString("role", name);
        }, cancellation).ConfigureAwait(false);
        _versions.Keep(KeptVersions.Roles, name, before is null ? null : Content(before), Content(actions), (record, who.Name));
    }

    /// <summary>The tag of a role as it is now, for <see cref="Api.SeenTag"/>; the same for every one that is not there.</summary>
    /// <param name="name">Its name.</param>
    public string TagOf(string name) => Api.SeenTag.TagOf(Content(_roles.GetValueOrDefault(name, [])));

    private static JsonObject Content(ImmutableSortedSet<DeskAction> actions) => new()
    {
        ["actions"] = new JsonArray([.. actions.Select(static action => (JsonNode)ActionRules.Of(action).Id)]),
    };

    private List<KeyValuePair<string, ImmutableSortedSet<DeskAction>>> Read()
    {
        using var connection = _store.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT name, actions FROM role_role";
        using var reader = command.ExecuteReader();
        var roles = new List<KeyValuePair<string, ImmutableSortedSet<DeskAction>>>();
        while (reader.Read())
        {
            roles.Add(new(reader.GetString(0), [.. reader.GetString(1).Split(' ').Select(static word => ActionRules.Find(word)).OfType<DeskAction>()]));
        }

        return roles;
    }
}
