using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Spillway.App.Accounts.Persons;
using Spillway.App.Accounts.Sessions;
using Spillway.App.Accounts.SignIns;

namespace Spillway.App.Accounts;

/// <summary>Opens the accounts before the port is, and says how the first one is made when it is open.</summary>
/// <param name="door">The accounts.</param>
/// <param name="sessions">The sessions.</param>
/// <param name="first">The first run.</param>
/// <param name="server">Which port it is.</param>
/// <param name="surroundings">The clock, and where the decoy's password comes from.</param>
internal sealed class AccountsOpening(AccountsDoor door, SessionBook sessions, FirstRun first, IServer server, AccountPlace surroundings) : IHostedLifecycleService
{
    /// <inheritdoc/>
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        await door.OpenAsync(cancellationToken).ConfigureAwait(false);
        await door.DoAsync(
            async users =>
            {
                await Decoy.MakeAsync(users, surroundings.Room, surroundings.Random).ConfigureAwait(false);
                return await SealAsync(users, cancellationToken).ConfigureAwait(false);
            },
            cancellationToken).ConfigureAwait(false);
        await sessions.OpenAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Task StartedAsync(CancellationToken cancellationToken) =>
        first.BeginAsync(new Uri(server.Features.Get<IServerAddressesFeature>()!.Addresses.First()).Port, cancellationToken);

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // Those of older versions stand in the file as they are until here.
    private async Task<int> SealAsync(AccountUsers users, CancellationToken cancellation)
    {
        var (now, lost) = (0, 0);
        foreach (var account in await users.Users.ToListAsync(cancellation).ConfigureAwait(false))
        {
            var (isSealedNow, isLost) = await users.Kept.SealAsync(account, cancellation).ConfigureAwait(false);
            (now, lost) = (now + (isSealedNow ? 1 : 0), lost + (isLost && account.TwoFactorEnabled ? 1 : 0));
        }

        if (lost > 0)
        {
            surroundings.Room.Say($"The authenticators of {lost} accounts cannot be read: the folder console-keys is another. A recovery code or a passkey opens them; set the authenticators up anew.");
        }

        if (now > 0)
        {
            // The file is written anew, so that nothing of them is left in pages that are free.
            await users.Context.SaveChangesAsync(cancellation).ConfigureAwait(false);
            await users.Context.Database.ExecuteSqlRawAsync("VACUUM", cancellation).ConfigureAwait(false);
            await users.Context.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)", cancellation).ConfigureAwait(false);
        }

        return now;
    }
}
