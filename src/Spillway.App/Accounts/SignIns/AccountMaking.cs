using System.Collections.Immutable;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Spillway.App.Accounts.Persons;
using Spillway.App.Api;
using Spillway.App.People;
using Spillway.Engine;

namespace Spillway.App.Accounts.SignIns;

/// <summary>Makes accounts: the first, by invitation, and for whoever another provider sends.</summary>
/// <param name="door">The accounts' file.</param>
/// <param name="room">The wall clock.</param>
/// <param name="journal">Told of each.</param>
/// <param name="random">Where ids come from.</param>
internal sealed class AccountMaking(AccountsDoor door, DeskRoom room, PeopleJournal journal, RandomBytes random)
{
    private const int IdBytes = 10;

    /// <summary>Refuses a password before anything is done with it.</summary>
    /// <param name="users">The door's accounts.</param>
    /// <param name="account">Whose it is to be.</param>
    /// <param name="password">The password.</param>
    /// <exception cref="RefusedException"><see cref="AccountErrors.BadPassword"/>.</exception>
    public static async Task DemandAsync(AccountUsers users, Account account, string password)
    {
        foreach (var guard in users.PasswordValidators)
        {
            Done(await guard.ValidateAsync(users, account, password).ConfigureAwait(false));
        }
    }

    /// <summary>Whether there is an account.</summary>
    /// <param name="cancellation">Ends the wait.</param>
    public Task<bool> HasAnyAsync(CancellationToken cancellation) => door.DoAsync(users => users.Users.AnyAsync(static one => one.Id != Decoy.Id, cancellation), cancellation);

    /// <summary>Makes the first administrator.</summary>
    /// <param name="name">The name, checked.</param>
    /// <param name="password">The password.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>Whether it was made; not where there is an account.</returns>
    /// <exception cref="RefusedException"><see cref="AccountErrors.BadPassword"/>.</exception>
    public Task<bool> MakeFirstAsync(string name, string password, CancellationToken cancellation) => door.DoAsync(
        async users =>
        {
            if (await users.Users.AnyAsync(static one => one.Id != Decoy.Id, cancellation).ConfigureAwait(false))
            {
                return false;
            }

            var account = New(name, [Roles.Administrator], []);
            Done(await users.CreateAsync(account, password).ConfigureAwait(false));
            await RecordAsync(account.ToActor(), account, "made at first run").ConfigureAwait(false);
            return true;
        },
        cancellation);

    /// <summary>Takes up an invitation: sets the password and uses the code up.</summary>
    /// <param name="users">The door's accounts.</param>
    /// <param name="account">The account, whose code was right.</param>
    /// <param name="password">The password, checked.</param>
    public async Task JoinAsync(AccountUsers users, Account account, string password)
    {
        (account.InvitationHash, account.InvitationUntil) = (null, null);
        Done(await users.AddPasswordAsync(account, password).ConfigureAwait(false));
        await RecordAsync(account.ToActor(), account, "joined").ConfigureAwait(false);
    }

    /// <summary>An account that is not kept yet.</summary>
    /// <param name="name">The name, checked.</param>
    /// <param name="roles">The roles.</param>
    /// <param name="groups">The groups.</param>
    public Account New(string name, ImmutableArray<string> roles, ImmutableArray<string> groups) => new()
    {
        Id = "a-" + Convert.ToHexStringLower(random(IdBytes)), UserName = name, RoleNames = Account.Joined(roles), GroupNames = Account.Joined(groups),
        MadeAt = room.Wall.GetUtcNow(),
    };

    /// <summary>Records what became of an account.</summary>
    /// <param name="by">Who did it.</param>
    /// <param name="account">The account as it is now.</param>
    /// <param name="change">What was done.</param>
    /// <returns>The record's number; 0 where no journal is kept.</returns>
    public async Task<long> RecordAsync(Actor by, Account account, string change) => await journal.RecordAsync(
        PersonKinds.Account, by,
        writer =>
        {
            writer.WriteString("account", account.UserName);
            writer.WriteString("account_id", account.Id);
            writer.WriteString("change", change);
            writer.WriteString("roles", account.RoleNames);
            writer.WriteString("groups", account.GroupNames);
            writer.WriteBoolean("locked", account.IsLocked);
        },
        CancellationToken.None).ConfigureAwait(false);

    /// <summary>Refuses what the framework refuses.</summary>
    /// <param name="result">What it said.</param>
    public static void Done(IdentityResult result)
    {
        if (!result.Succeeded)
        {
            var isPassword = result.Errors.Any(static error => error.Code is PasswordGuard.Code or nameof(IdentityErrorDescriber.PasswordTooShort));
            throw new RefusedException(isPassword ? AccountErrors.BadPassword : AccountErrors.BadAccount, isPassword ? PasswordGuard.Sentence : string.Join(' ', result.Errors.Select(static error => error.Description)));
        }
    }
}
