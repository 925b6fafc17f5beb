using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Components;
using Spillway.App.Accounts;
using Spillway.App.Accounts.Seconds;
using Spillway.App.Accounts.SignIns;
using Spillway.App.Api;
using Spillway.App.Console.SignIns;
using Spillway.App.People;

namespace Spillway.App.Console.Persons;

/// <summary>Who has an account: invite, change, lock, reset.</summary>
public sealed partial class PeoplePage
{
    private Actor _by = Actor.Nobody;
    private bool _mayChange;
    private ImmutableArray<PersonView> _people = [];
    private PersonView? _edited;
    private (string Name, string Secret)? _code;
    private PersonChange? _review;
    private bool _isKept;
    private ImmutableArray<KeptVersion> _versions = [];

    [Inject]
    private PeopleBook Book { get; set; } = null!;

    [Inject]
    private Gate Gate { get; set; } = null!;

    [SupplyParameterFromQuery(Name = "edit")]
    private string? Edit { get; set; }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        _by = ActorClaims.Of(Http.User) ?? Actor.Nobody;
        _mayChange = Gate.Allows(_by, DeskAction.ManageUsers);
        await ListAsync();
    }

    private async Task ListAsync()
    {
        _people = await Book.ListAsync(_by, Ends);
        _edited = _people.FirstOrDefault(one => one.Id == Edit && one.Id != _by.Id);
        _versions = _edited is null ? [] : Book.Versions(_by, _edited.Id);
    }

    private Task ActAsync() => TryAsync(async () =>
    {
        var (act, id) = Field("Act").Split(':') is [var first, var second] ? (first, second) : ("", "");
        var name = _people.FirstOrDefault(one => one.Id == id)?.Name ?? "";
        switch (act)
        {
            case "lock":
                await Book.LockAsync(_by, id, Ends);
                Done = Reader["{0} is locked and signed out everywhere.", name];
                break;
            case "unlock":
                await Book.UnlockAsync(_by, id, Ends);
                Done = Reader["{0} may sign in again.", name];
                break;
            case "end":
                await Book.EndSessionsAsync(_by, id, Ends);
                Done = Reader["{0} is signed out everywhere.", name];
                break;
            case "reset":
                _code = (name, await Book.ResetAsync(_by, id, Ends));
                break;
            default:
                Fault = Reader["That is not there any more."];
                break;
        }

        await ListAsync();
    });

    private Task ReviewAsync() => TryAsync(() =>
    {
        _review = Book.Reviewed(_by, Wanted());
        return Task.CompletedTask;
    });

    private Task PutBackAsync() => TryAsync(() =>
    {
        if (_edited is { } edited && _versions.FirstOrDefault(one => Field("Version") == one.Number.ToString(CultureInfo.InvariantCulture))?.Content is { } content)
        {
            _review = Book.Reviewed(_by, new(edited.Name, edited.Email, Texts(content, "roles"), Texts(content, "groups")));
        }
        else
        {
            Fault = Reader["That is not there any more."];
        }

        return Task.CompletedTask;
    });

    private Task KeepAsync() => TryAsync(async () =>
    {
        _isKept = true;
        var wanted = Wanted();
        SecondRequest? second;
        if (_edited is { } edited)
        {
            second = await Book.ChangeAsync(_by, edited.Id, wanted, SeenTag.Of(Field("Tag")), Ends);
            Done = second is null ? Reader["{0} is changed and signs in anew.", edited.Name] : null;
        }
        else
        {
            var invited = await Book.InviteAsync(_by, wanted, Ends);
            (_code, second) = ((wanted.Name, invited.Code), invited.Second);
        }

        Done = second is null ? Done : Reader["{0} waits for a second person, who signs it on the page Second person. Until then nothing is changed.", second.Id];
        await ListAsync();
    });

    private PersonChange Wanted() => new(_edited?.Name ?? Field("Name"), Field("Email"), [.. Fields("Role")], [.. Fields("Group")]);

    private IReadOnlyList<(string Name, string Value)> Of(PersonChange? one) => one is null ? [] :
    [
        (Reader["Name"], one.Name), (Reader["E-mail, if wanted"], one.Email ?? ""), (Reader["Roles"], string.Join(Reader[", "], one.Roles.Order(StringComparer.Ordinal).Select(role => RoleText.Of(Reader, role)))),
        (Reader["Groups"], one.Groups.IsEmpty ? Reader["the whole site"] : string.Join(Reader[", "], one.Groups.Order(StringComparer.Ordinal))),
    ];

    private string Words(JsonObject content) =>
        string.Join(" · ", Of(new PersonChange("", null, Texts(content, "roles"), Texts(content, "groups"))).Select(static one => one.Value).Where(static one => one.Length > 0));

    private static ImmutableArray<string> Texts(JsonObject content, string name) => [.. content[name]!.AsArray().Select(static one => (string)one!)];

    // What was typed and ticked stays so where the form is refused or reviewed.
    private bool Kept => Asked == "person" || (Asked == "keep" && Fault is not null);

    private bool Ticked(string field, string value, IReadOnlyList<string>? kept) => Kept ? Fields(field).Contains(value) : kept?.Contains(value) == true;

    private string Word(PersonStanding standing) => standing switch
    {
        PersonStanding.Locked => Reader["locked"],
        PersonStanding.LockedOut => Reader["locked out for a while"],
        PersonStanding.Invited => Reader["invited"],
        _ => Reader["may sign in"],
    };
}
