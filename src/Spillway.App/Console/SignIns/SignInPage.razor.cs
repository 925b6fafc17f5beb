using Microsoft.AspNetCore.Components;
using Spillway.App.Accounts;
using Spillway.App.Accounts.Sessions;
using Spillway.App.Accounts.SignIns;

namespace Spillway.App.Console.SignIns;

/// <summary>Signing in: name and password, then a code where one is set up; or a passkey; or another provider.</summary>
public sealed partial class SignInPage
{
    private string? _waiting;
    private bool _isFirst;
    private (string Options, string Waiting)? _challenge;
    private string _named = "";

    [Inject]
    private SignInDesk Desk { get; set; } = null!;

    [Inject]
    private FirstRun First { get; set; } = null!;

    [Inject]
    private SignInProvider Provider { get; set; } = null!;

    [SupplyParameterFromQuery(Name = "back")]
    private string? Back { get; set; }

    [SupplyParameterFromQuery(Name = "fault")]
    private string? Elsewhere { get; set; }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        _isFirst = await First.IsOpenAsync(Ends);
        _named = new UriBuilder(Navigation.Uri) { Host = "localhost" }.Uri.ToString();
        Fault = Elsewhere switch
        {
            "provider" => Reader["The provider's sign-in was refused: it gives no role here or a name that cannot be taken, or the account is locked."],
            "strength" => $"{Reader[FactorErrors.WeakSignIn.Title]} [{FactorErrors.WeakSignIn.Id}]: {Reader[FactorErrors.WeakSignIn.Remedy]}",
            _ => null,
        };

        // The form that was sent has to be on the page to be answered.
        _waiting = Asked == "code" ? Field("Waiting") : null;

        if (IsNamed && (Asked.Length == 0 || Asked == "passkey"))
        {
            await FreshChallengeAsync();
        }
    }

    private Task PasswordAsync() => TryAsync(async () => await GoOnAsync(await Desk.ByPasswordAsync(Field("Name"), Field("Password"), From, Ends)));

    private Task CodeAsync() => TryAsync(async () => await GoOnAsync(await Desk.ByCodeAsync(Field("Waiting"), Field("Code"), From, Ends)));

    private Task PasskeyAsync() => TryAsync(async () => await GoOnAsync(await Desk.ByPasskeyAsync(Field("Waiting"), Field("Credential"), Http, Ends)));

    private async Task GoOnAsync(SignInAnswer answer)
    {
        if (answer.Secret is { } secret)
        {
            SessionCookie.Write(Http, secret);
            Navigation.NavigateTo(Local(Back));
            return;
        }

        _waiting = answer.Waiting;
        if (_waiting is null || Field("Code").Length > 0)
        {
            Fault = Reader["That did not open an account. After 5 failures an account is closed for 15 minutes."];
        }

        if (_waiting is null && IsNamed)
        {
            await FreshChallengeAsync();
        }
    }

    private async Task FreshChallengeAsync() => _challenge = await Desk.ChallengeAsync(Http, Ends);
}
