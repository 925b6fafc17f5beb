using Microsoft.AspNetCore.Components;
using Spillway.App.Accounts.Sessions;
using Spillway.App.Accounts.SignIns;

namespace Spillway.App.Console.SignIns;

/// <summary>Ends the browser's session.</summary>
public sealed partial class SignOutPage
{
    [Inject]
    private SignInDesk Desk { get; set; } = null!;

    [Inject]
    private SessionBook Sessions { get; set; } = null!;

    private async Task OutAsync()
    {
        if (SessionSignIn.Number(Http.User) is { } id && Sessions.Of(id) is { } session)
        {
            await Desk.OutAsync(session, Ends);
        }

        SessionCookie.Remove(Http);
        Navigation.NavigateTo("/sign-in");
    }
}
