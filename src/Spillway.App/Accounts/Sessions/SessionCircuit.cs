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
                // A press that comes after its session has ended, before the page has heard of it, does nothing.
                if (sessions.Of(id) is null)
                {
                    return;
                }

                await sessions.SeenAsync(id, CancellationToken.None).ConfigureAwait(false);
            }

            await next(activity).ConfigureAwait(false);
        };
}
