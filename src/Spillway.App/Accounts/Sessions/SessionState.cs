using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.Extensions.Logging;

namespace Spillway.App.Accounts.Sessions;

/// <summary>Asks for a page that is open whether its session is still good; a page whose session has ended shows nothing more.</summary>
/// <param name="log">The framework's log.</param>
/// <param name="sessions">The sessions.</param>
internal sealed class SessionState(ILoggerFactory log, SessionBook sessions) : RevalidatingServerAuthenticationStateProvider(log)
{
    /// <inheritdoc/>
    protected override TimeSpan RevalidationInterval => TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    protected override Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken) =>
        Task.FromResult(SessionSignIn.Number(authenticationState.User) is not { } id || sessions.Of(id) is not null);
}
