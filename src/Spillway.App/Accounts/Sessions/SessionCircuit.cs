using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace Spillway.App.Accounts.Sessions;

/// <summary>Notes what is done on an open page: clicks there are no requests, and would not be seen else.</summary>
/// <param name="state">Who the page belongs to.</param>
/// <param name="sessions">The sessions.</param>
internal sealed class SessionCircuit(AuthenticationStateProvider state, SessionBook sessions) : CircuitHandler
{
    /// <inheritdoc/>
    public override Func<CircuitInboundActivityContext, Task> CreateInboundActivityHandler(Func<CircuitInboundActivityContext, Task> next) =>
        async activity =>
        {
            if (SessionSignIn.Number((await state.GetAuthenticationStateAsync().ConfigureAwait(false)).User) is { } id)
            {
                // A press that comes after its session has ended, before the page has heard of it, does nothing. The page hears of it now: a
                // browser's word that something was drawn comes this way too, and a page without it would soon be drawn no more.
                if (sessions.Of(id) is null)
                {
                    (state as IHostEnvironmentAuthenticationStateProvider)?.SetAuthenticationState(Task.FromResult(new AuthenticationState(new(new ClaimsIdentity()))));
                    return;
                }

                await sessions.SeenAsync(id, CancellationToken.None).ConfigureAwait(false);
            }

            await next(activity).ConfigureAwait(false);
        };
}
