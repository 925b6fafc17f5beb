using Microsoft.AspNetCore.Components;
using Spillway.App.Accounts.Sessions;
using Spillway.App.Accounts.SignIns;

namespace Spillway.App.Console.SignIns;

/// <summary>Takes up an invitation.</summary>
public sealed partial class InvitationPage
{
    [Inject]
    private SignInDesk Desk { get; set; } = null!;

    private Task JoinAsync() => TryAsync(async () =>
    {
        var answer = await Desk.ByInvitationAsync(Field("Name"), Field("Code"), Field("Password"), From, Ends);
        if (answer.Secret is { } secret)
        {
            SessionCookie.Write(Http, secret);
            Navigation.NavigateTo("/account");
            return;
        }

        Fault = Reader["Name or code are wrong, or the code is too old. After 5 failures an account is closed for 15 minutes."];
    });
}
