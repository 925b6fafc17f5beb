using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using NodaTime;
using Spillway.App.Accounts.Sessions;
using Spillway.App.Accounts.SignIns;

namespace Spillway.App.Console.SignIns;

/// <summary>A person's own account: what opens it, and where it is open.</summary>
public sealed partial class OwnAccountPage
{
    private Session? _session;
    private OwnAccountView? _view;
    private ImmutableArray<string> _codes = [];
    private string? _drawn;
    private (string Options, string Waiting)? _challenge;
    private string _named = "";

    [Inject]
    private OwnAccount Own { get; set; } = null!;

    [Inject]
    private SignInDesk Desk { get; set; } = null!;

    [Inject]
    private SessionBook Sessions { get; set; } = null!;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        _session = SessionSignIn.Number(Http.User) is { } id ? Sessions.Of(id) : null;
        _named = new UriBuilder(Navigation.Uri) { Host = "localhost" }.Uri.ToString();
        await ViewAsync();
    }

    private async Task ViewAsync()
    {
        if (_session is not null)
        {
            _view = await Own.ViewAsync(_session, Ends);
            _drawn = _view.IsProven && Asked == "confirm" ? await Own.DrawnAsync(_session, Ends) : null;
            _challenge = _view.IsProven && IsNamed && _challenge is null ? await Own.ChallengeAsync(_session, Http, Ends) : _challenge;
        }
    }

    private string At(DateTimeOffset at) => Reader.DateTime(Instant.FromDateTimeOffset(at));

    private Task ActAsync(Func<Session, Task> work, string? done) => TryAsync(async () =>
    {
        await work(_session!);
        Done = done;
        await ViewAsync();
    });

    private Task ProveAsync() => TryAsync(async () =>
    {
        if (!await Desk.ProveAsync(_session!, Field("Password"), From, Ends))
        {
            Fault = Reader["That is not the password. After 5 failures an account is closed for 15 minutes."];
        }

        await ViewAsync();
    });

    private async Task PasswordAsync()
    {
        if (Field("Password") != Field("Again"))
        {
            Fault = Reader["The two are not the same."];
            return;
        }

        await ActAsync(session => Own.ChangePasswordAsync(session, Field("Password"), Ends), Reader["The password is changed; your other sessions have ended."]);
    }

    private Task DrawAsync() => TryAsync(async () => _drawn = await Own.BeginAuthenticatorAsync(_session!, Ends));

    // The form was open longer than the proof counts, and is not on the page any more.
    private void Stale() => Fault = Reader["Give the password once more first: this needs a proof of the last 10 minutes."];

    private async Task ConfirmAsync()
    {
        await ActAsync(async session => _codes = await Own.ConfirmAuthenticatorAsync(session, Field("Code"), Ends), Reader["The authenticator is set up."]);
        Fault = _codes.IsEmpty ? Reader["The code is not one of this authenticator, or too old."] : Fault;
    }

    private Task AuthenticatorAsync() => Field("Act") == "codes"
        ? ActAsync(async session => _codes = await Own.FreshRecoveryCodesAsync(session, Ends), Reader["The recovery codes before are good no more."])
        : ActAsync(session => Own.RemoveAuthenticatorAsync(session, Ends), Reader["The authenticator is taken away."]);

    private Task AddPasskeyAsync() =>
        ActAsync(session => Own.AddPasskeyAsync(session, (Field("Waiting"), Field("Credential"), Field("PasskeyName")), Http, Ends), Reader["The passkey is added."]);

    private Task RemovePasskeyAsync() => ActAsync(session => Own.RemovePasskeyAsync(session, Field("Passkey"), Ends), Reader["The passkey is taken away."]);

    private Task EndAsync() =>
        ActAsync(session => Own.EndSessionsAsync(session, Field("Session") is { Length: > 0 } id ? id : null, Ends), Reader["The sessions have ended."]);
}
