using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using Spillway.App.Accounts;
using Spillway.App.Accounts.SignIns;

namespace Spillway.App.Console.Persons;

/// <summary>Who has an account: invite, change, lock, reset.</summary>
public sealed partial class PeoplePage
{
    private Actor _by = Actor.Nobody;
    private bool _mayChange;
    private ImmutableArray<PersonView> _people = [];
    private PersonView? _edited;
    private (string Name, string Secret)? _code;

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

    private Task KeepAsync() => TryAsync(async () =>
    {
        var wanted = new PersonChange(_edited?.Name ?? Field("Name"), Field("Email"), [.. Fields("Role")], [.. Fields("Group")]);
        if (_edited is { } edited)
        {
            await Book.ChangeAsync(_by, edited.Id, wanted, Ends);
            Done = Reader["{0} is changed and signs in anew.", edited.Name];
        }
        else
        {
            _code = (wanted.Name, (await Book.InviteAsync(_by, wanted, Ends)).Code);
        }

        await ListAsync();
    });

    // What was ticked stays ticked where the form is refused.
    private bool Ticked(string field, string value, IReadOnlyList<string>? kept) => Fault is null ? kept?.Contains(value) == true : Fields(field).Contains(value);

    private string Word(PersonStanding standing) => standing switch
    {
        PersonStanding.Locked => Reader["locked"],
        PersonStanding.LockedOut => Reader["locked out for a while"],
        PersonStanding.Invited => Reader["invited"],
        _ => Reader["may sign in"],
    };
}
