using System.Collections.Immutable;
using System.Net.Mail;
using Microsoft.EntityFrameworkCore;
using Spillway.App.Accounts.Authority;
using Spillway.App.Accounts.Persons;
using Spillway.App.Accounts.Sessions;
using Spillway.Engine;

namespace Spillway.App.Accounts.SignIns;

/// <summary>What administrators do with accounts. Each change ends the sessions of the account that it is about, and stands in the journal.</summary>
/// <param name="door">The accounts.</param>
/// <param name="sessions">Their sessions.</param>
/// <param name="making">Makes and records.</param>
/// <param name="authority">Who may, and which roles there are.</param>
/// <param name="surroundings">The site and the wall clock, and where codes come from.</param>
internal sealed class PeopleBook(AccountsDoor door, SessionBook sessions, AccountMaking making, AuthorityDesk authority, AccountPlace surroundings)
{
    private const int MostAccounts = 1000;
    private const int LongestEmail = 254;

    /// <summary>For how long an invitation is good.</summary>
    public static readonly TimeSpan InvitationGood = TimeSpan.FromHours(72);

    private DateTimeOffset Now => surroundings.Room.Wall.GetUtcNow();

    /// <summary>The roles that a person may have.</summary>
    public ImmutableArray<string> ForPeople => [.. Roles.All.Remove(Roles.Machine), .. authority.Roles.All.Keys];

    /// <summary>The groups of the site.</summary>
    public ImmutableArray<string> Groups => [.. surroundings.Room.View.Plant.Groups.Select(static group => group.Load.Id.Text)];

    /// <summary>Everybody, by name.</summary>
    /// <exception cref="RefusedException"><see cref="AccountErrors.NotAllowed"/>.</exception>
    public Task<ImmutableArray<PersonView>> ListAsync(Actor by, CancellationToken cancellation)
    {
        authority.Gate.Demand(by, DeskAction.SeeAccounts);
        return door.DoAsync<ImmutableArray<PersonView>>(
            async users =>
            {
                var people = await users.Users.Where(static one => one.Id != Decoy.Id).OrderBy(static one => one.NormalizedUserName).ToListAsync(cancellation).ConfigureAwait(false);
                var views = new List<PersonView>(people.Count);
                foreach (var one in people)
                {
                    views.Add(new(
                        one.Id, one.UserName!, one.Email, one.RoleList, one.GroupList, Standing(one),
                        one.TwoFactorEnabled || (await users.GetPasskeysAsync(one).ConfigureAwait(false)).Count > 0, one.SignedInAt, sessions.All.Count(session => session.Who.Id == one.Id)));
                }

                return [.. views];
            },
            cancellation);
    }

    /// <summary>Makes an account that is taken up with a code.</summary>
    /// <returns>The account's number, and the code, which is shown once and kept nowhere.</returns>
    /// <exception cref="RefusedException"><see cref="AccountErrors.NotAllowed"/> or <see cref="AccountErrors.BadAccount"/>.</exception>
    public Task<(string Id, string Code)> InviteAsync(Actor by, PersonChange wanted, CancellationToken cancellation)
    {
        authority.Gate.Demand(by, DeskAction.ManageUsers);
        return door.DoAsync(
            async users =>
            {
                if (await users.Users.CountAsync(cancellation).ConfigureAwait(false) > MostAccounts)
                {
                    throw new RefusedException(AccountErrors.BadAccount, $"There are {MostAccounts} accounts already.");
                }

                var (roles, groups) = Checked(wanted);
                var account = making.New(AccountName.Checked(wanted.Name), roles, groups);
                account.Email = Email(wanted);
                var code = Invitation(account);
                authority.Seconds.Arranged.Add(account.Id, by);
                AccountMaking.Done(await users.CreateAsync(account).ConfigureAwait(false));
                await making.RecordAsync(by, account, "invited").ConfigureAwait(false);
                return (account.Id, code);
            },
            cancellation);
    }

    /// <summary>Gives an account other roles, groups and address.</summary>
    /// <exception cref="RefusedException"><see cref="AccountErrors.NotAllowed"/>, <see cref="AccountErrors.Unknown"/> or <see cref="AccountErrors.BadAccount"/>.</exception>
    public Task ChangeAsync(Actor by, string id, PersonChange wanted, CancellationToken cancellation) => DoAsync(
        by, id, "roles and groups changed",
        (_, account) =>
        {
            var (roles, groups) = Checked(wanted);
            authority.Seconds.Arranged.Add(account.Id, by);
            (account.RoleNames, account.GroupNames, account.Email) = (Account.Joined(roles), Account.Joined(groups), Email(wanted));
            return Task.FromResult("");
        },
        cancellation);

    /// <summary>Locks an account until it is unlocked.</summary>
    /// <exception cref="RefusedException"><see cref="AccountErrors.NotAllowed"/>, <see cref="AccountErrors.Unknown"/> or <see cref="AccountErrors.BadAccount"/>.</exception>
    public Task LockAsync(Actor by, string id, CancellationToken cancellation) => DoAsync(
        by, id, "locked",
        static (_, account) =>
        {
            account.IsLocked = true;
            return Task.FromResult("");
        },
        cancellation);

    /// <summary>Unlocks an account, also one that failures have locked out.</summary>
    /// <exception cref="RefusedException"><see cref="AccountErrors.NotAllowed"/> or <see cref="AccountErrors.Unknown"/>.</exception>
    public Task UnlockAsync(Actor by, string id, CancellationToken cancellation) => DoAsync(
        by, id, "unlocked",
        static (_, account) =>
        {
            (account.IsLocked, account.LockoutEnd, account.AccessFailedCount) = (false, null, 0);
            return Task.FromResult("");
        },
        cancellation);

    /// <summary>Takes password, authenticator and passkeys away and invites anew: for whoever has lost them.</summary>
    /// <returns>The code, which is shown once.</returns>
    /// <exception cref="RefusedException"><see cref="AccountErrors.NotAllowed"/> or <see cref="AccountErrors.Unknown"/>.</exception>
    public Task<string> ResetAsync(Actor by, string id, CancellationToken cancellation) => DoAsync(
        by, id, "reset",
        async (users, account) =>
        {
            authority.Seconds.Arranged.Add(account.Id, by);
            foreach (var passkey in await users.GetPasskeysAsync(account).ConfigureAwait(false))
            {
                AccountMaking.Done(await users.RemovePasskeyAsync(account, passkey.CredentialId).ConfigureAwait(false));
            }

            AccountMaking.Done(await users.RemovePasswordAsync(account).ConfigureAwait(false));
            AccountMaking.Done(await users.SetTwoFactorEnabledAsync(account, false).ConfigureAwait(false));
            await users.GenerateNewTwoFactorRecoveryCodesAsync(account, 0).ConfigureAwait(false);
            return Invitation(account);
        },
        cancellation);

    /// <summary>Ends all sessions of an account.</summary>
    /// <exception cref="RefusedException"><see cref="AccountErrors.NotAllowed"/> or <see cref="AccountErrors.Unknown"/>.</exception>
    public Task EndSessionsAsync(Actor by, string id, CancellationToken cancellation) => DoAsync(by, id, "sessions ended", static (_, _) => Task.FromResult(""), cancellation);

    private Task<string> DoAsync(Actor by, string id, string change, Func<AccountUsers, Account, Task<string>> work, CancellationToken cancellation)
    {
        authority.Gate.Demand(by, DeskAction.ManageUsers);
        return door.DoAsync(
            async users =>
            {
                var account = (id == Decoy.Id ? null : await users.FindByIdAsync(id).ConfigureAwait(false))
                    ?? throw new RefusedException(AccountErrors.Unknown, $"account '{id}'");
                if (account.Id == by.Id)
                {
                    throw new RefusedException(AccountErrors.BadAccount, "Nobody changes the own roles, or locks the own account; ask another administrator.");
                }

                var wasAdministrator = IsAdministrator(account);
                var done = await work(users, account).ConfigureAwait(false);
                if (wasAdministrator && !IsAdministrator(account))
                {
                    await DemandAnotherAsync(users, account, cancellation).ConfigureAwait(false);
                }

                AccountMaking.Done(await users.UpdateAsync(account).ConfigureAwait(false));
                await sessions.EndAsync(users, by, one => one.Who.Id == account.Id, change).ConfigureAwait(false);
                await making.RecordAsync(by, account, change).ConfigureAwait(false);
                return done;
            },
            cancellation);
    }

    // A desk whose accounts nobody can manage any more would be in the hands of whoever holds the data folder.
    private static async Task DemandAnotherAsync(AccountUsers users, Account changed, CancellationToken cancellation)
    {
        var others = await users.Users.Where(one => one.Id != changed.Id && one.InvitationHash == null).ToListAsync(cancellation).ConfigureAwait(false);
        if (!others.Any(IsAdministrator))
        {
            throw new RefusedException(AccountErrors.BadAccount, "No administrator would be left; make another one first.");
        }
    }

    private static bool IsAdministrator(Account account) => !account.IsLocked && account.RoleList.Contains(Roles.Administrator);

    private string Invitation(Account account)
    {
        var code = OneTimeCode.Make(surroundings.Random);
        (account.InvitationHash, account.InvitationUntil) = (OneTimeCode.Hash(code), Now + InvitationGood);
        return code;
    }

    private PersonStanding Standing(Account account) =>
        account.IsLocked ? PersonStanding.Locked
        : account.LockoutEnd > Now ? PersonStanding.LockedOut
        : account.InvitationHash is not null ? PersonStanding.Invited
        : PersonStanding.Open;

    private static string? Email(PersonChange wanted) =>
        wanted.Email?.Trim() is not { Length: > 0 } email ? null
        : email.Length <= LongestEmail && MailAddress.TryCreate(email, out var address) && address.Address == email ? email
        : throw new RefusedException(AccountErrors.BadAccount, "email: it is no address.");

    private (ImmutableArray<string> Roles, ImmutableArray<string> Groups) Checked(PersonChange wanted)
    {
        var roles = wanted.Roles.Distinct().ToImmutableArray();
        if (roles.IsEmpty || !roles.All(ForPeople.Contains))
        {
            throw new RefusedException(AccountErrors.BadAccount, $"roles: at least one of {string.Join(", ", ForPeople)}.");
        }

        return wanted.Groups.FirstOrDefault(group => !Groups.Contains(group)) is { } unknown
            ? throw new RefusedException(AccountErrors.BadAccount, $"groups: '{unknown}' is none of {string.Join(", ", Groups)}.")
            : (roles, [.. wanted.Groups.Distinct()]);
    }
}
