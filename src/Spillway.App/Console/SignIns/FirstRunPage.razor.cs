using Microsoft.AspNetCore.Components;
using Spillway.App.Accounts.Sessions;
using Spillway.App.Accounts.SignIns;

namespace Spillway.App.Console.SignIns;

/// <summary>Makes the first administrator with the code on the terminal.</summary>
public sealed partial class FirstRunPage
{
    private bool _isOpen;

    [Inject]
    private FirstRun First { get; set; } = null!;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        _isOpen = await First.IsOpenAsync(Ends);
        First.Visited();
    }

    private Task MakeAsync() => TryAsync(async () =>
    {
        var answer = await First.TryAsync(Field("Code"), Field("Name"), Field("Password"), From, Ends);
        if (answer.Secret is { } secret)
        {
            SessionCookie.Write(Http, secret);
            Navigation.NavigateTo("/account");
            return;
        }

        // Where somebody else was faster the page says that the desk has its accounts.
        _isOpen = await First.IsOpenAsync(Ends);
        Fault = !_isOpen ? null : Reader["The code is wrong, too old, or was tried too often. The terminal has the newest; after 5 failures there is a new one in 15 minutes."];
    });
}
