using System.Collections.Immutable;
using System.Net.Mail;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Spillway.App.Accounts.Authority;
using Spillway.App.Accounts.Persons;
using Spillway.App.Accounts.Seconds;
using Spillway.App.Accounts.Sessions;
using Spillway.App.Api;
using Spillway.App.People;
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
                    views.Add(await ViewAsync(users, one).ConfigureAwait(false));
                }

                return [.. views];
            },
            cancellation);
    }

    /// <summary>What the roles and groups of an account were before, newest first.</summary>
    /// <exception cref="RefusedException"><see cref="AccountErrors.NotAllowed"/>.</exception>
    public ImmutableArray<KeptVersion> Versions(Actor by, string id)
    {
        authority.Gate.Demand(by, DeskAction.SeeAccounts);
        return authority.Versions.Of(KeptVersions.People, id);
    }

    /// <summary>Holds what an account is to be against what one may be, before anything is changed.</summary>
    /// <returns>The same, in the form that would be kept.</returns>
    /// <exception cref="RefusedException"><see cref="AccountErrors.NotAllowed"/> or <see cref="AccountErrors.BadAccount"/>.</exception>
    public PersonChange Reviewed(Actor by, PersonChange wanted)
    {
        authority.Gate.Demand(by, DeskAction.ManageUsers);
        var (roles, groups) = Checked(wanted);
        return new(AccountName.Checked(wanted.Name), Email(wanted), roles, groups);
    }

    /// <summary>Makes an account that is taken up with a code; with a role that needs it, once another person signs.</summary>
    /// <exception cref="RefusedException"><see cref="AccountErrors.NotAllowed"/> or <see cref="AccountErrors.BadAccount"/>.</exception>
    public async Task<Invited> InviteAsync(Actor by, PersonChange wanted, CancellationToken cancellation)
    {
        authority.Gate.Demand(by, DeskAction.ManageUsers);
        var (roles, groups) = Checked(wanted);
        var account = making.New(AccountName.Checked(wanted.Name), roles, groups);
        account.Email = Email(wanted);
        var code = Invitation(account);
        if (!Widens([], roles))
        {
            await KeepAsync(by, account, cancellation).ConfigureAwait(false);
            return new(account.Id, code, null);
        }

        await door.DoAsync(users => DemandRoomAsync(users, account.UserName!, cancellation), cancellation).ConfigureAwait(false);
        return new(account.Id, code, await authority.Seconds.AskAsync(
            by, DeskAction.ManageUsers, Shown(account.UserName!, [], account.RoleList, account.GroupList), late => KeepAsync(by, account, late), cancellation).ConfigureAwait(false));
    }

    /// <summary>Gives an account other roles, groups and address; with a role that needs it, once another person signs.</summary>
    /// <returns>The request that waits; null where it is done.</returns>
    /// <exception cref="RefusedException"><see cref="AccountErrors.NotAllowed"/>, <see cref="AccountErrors.Unknown"/>, <see cref="AccountErrors.BadAccount"/>,
    /// or it is no longer what was seen.</exception>
    public async Task<SecondRequest?> ChangeAsync(Actor by, string id, PersonChange wanted, SeenTag seen, CancellationToken cancellation)
    {
        authority.Gate.Demand(by, DeskAction.ManageUsers);
        var now = await door.DoAsync(async users => await ViewAsync(users, await FoundAsync(users, by, id).ConfigureAwait(false)).ConfigureAwait(false), cancellation).ConfigureAwait(false);
        seen.Demand($"The account '{now.Name}'", now.Tag);
        var (roles, groups) = Checked(wanted);
        _ = Email(wanted);

        // From here on it is a change of the account as it is now: whether it needs another person hangs on that.
        var asked = SeenTag.Of(now.Tag);
        if (!Widens(now.Roles, roles))
        {
            await ApplyAsync(by, id, wanted, asked, cancellation).ConfigureAwait(false);
            return null;
        }

        return await authority.Seconds.AskAsync(
            by, DeskAction.ManageUsers, Shown(now.Name, now.Roles, roles, groups), late => ApplyAsync(by, id, wanted, asked, late), cancellation).ConfigureAwait(false);
    }

    /// <summary>Gives an account the roles and groups of a version of it back; its address stays.</summary>
    /// <returns>The request that waits; null where it is done.</returns>
    /// <exception cref="RefusedException">As <see cref="ChangeAsync"/>, or there is no such version.</exception>
    public async Task<SecondRequest?> RestoreAsync(Actor by, string id, long version, SeenTag seen, CancellationToken cancellation)
    {
        authority.Gate.Demand(by, DeskAction.ManageUsers);
        var content = authority.Versions.Content(KeptVersions.People, id, version);
        var email = await door.DoAsync(async users => (await FoundAsync(users, by, id).ConfigureAwait(false)).Email, cancellation).ConfigureAwait(false);
        return await ChangeAsync(by, id, new("", email, Texts(content, "roles"), Texts(content, "groups")), seen, cancellation).ConfigureAwait(false);
    }

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

    private Task<bool> KeepAsync(Actor by, Account account, CancellationToken cancellation) => door.DoAsync(
        async users =>
        {
            await DemandRoomAsync(users, account.UserName!, cancellation).ConfigureAwait(false);
            authority.Seconds.Arranged.Add(account.Id, by);
            AccountMaking.Done(await users.CreateAsync(account).ConfigureAwait(false));
            var record = await making.RecordAsync(by, account, "invited").ConfigureAwait(false);
            authority.Versions.Keep(KeptVersions.People, account.Id, null, Content(account), (record, by.Name));
            return true;
        },
        cancellation);

    private Task<string> ApplyAsync(Actor by, string id, PersonChange wanted, SeenTag seen, CancellationToken cancellation) => DoAsync(
        by, id, "roles and groups changed",
        async (users, account) =>
        {
            var now = await ViewAsync(users, account).ConfigureAwait(false);
            seen.Demand($"The account '{now.Name}'", now.Tag);
            var (roles, groups) = Checked(wanted);
            authority.Seconds.Arranged.Add(account.Id, by);
            (account.RoleNames, account.GroupNames, account.Email) = (Account.Joined(roles), Account.Joined(groups), Email(wanted));
            return "";
        },
        cancellation);

    private Task<string> DoAsync(Actor by, string id, string change, Func<AccountUsers, Account, Task<string>> work, CancellationToken cancellation)
    {
        authority.Gate.Demand(by, DeskAction.ManageUsers);
        return door.DoAsync(
            async users =>
            {
                var account = await FoundAsync(users, by, id).ConfigureAwait(false);
                var (wasAdministrator, before) = (IsAdministrator(account), Content(account));
                var done = await work(users, account).ConfigureAwait(false);
                if (wasAdministrator && !IsAdministrator(account))
                {
                    await DemandAnotherAsync(users, account, cancellation).ConfigureAwait(false);
                }

                AccountMaking.Done(await users.UpdateAsync(account).ConfigureAwait(false));
                await sessions.EndAsync(users, by, one => one.Who.Id == account.Id, change).ConfigureAwait(false);
                var record = await making.RecordAsync(by, account, change).ConfigureAwait(false);
                if (Content(account) is var after && !JsonNode.DeepEquals(before, after))
                {
                    authority.Versions.Keep(KeptVersions.People, account.Id, before, after, (record, by.Name));
                }

                return done;
            },
            cancellation);
    }

    private static async Task<Account> FoundAsync(AccountUsers users, Actor by, string id)
    {
        var account = (id == Decoy.Id ? null : await users.FindByIdAsync(id).ConfigureAwait(false)) ?? throw new RefusedException(AccountErrors.Unknown, $"account '{id}'");
        return account.Id != by.Id ? account
            : throw new RefusedException(AccountErrors.BadAccount, "Nobody changes the own roles, or locks the own account; ask another administrator.");
    }

    private static async Task<bool> DemandRoomAsync(AccountUsers users, string name, CancellationToken cancellation) =>
        await users.Users.CountAsync(cancellation).ConfigureAwait(false) > MostAccounts ? throw new RefusedException(AccountErrors.BadAccount, $"There are {MostAccounts} accounts already.")
        : await users.FindByNameAsync(name).ConfigureAwait(false) is not null ? throw new RefusedException(AccountErrors.BadAccount, $"name: '{name}' has an account already.")
        : true;

    // Whoever gives what two people are needed for gives a second pair of hands: it takes another person too.
    private bool Widens(IReadOnlyList<string> before, ImmutableArray<string> after)
    {
        var (was, becomes) = (Actor.Nobody with { Roles = [.. before] }, Actor.Nobody with { Roles = after });
        return ActionRules.All.Any(rule => rule.Value.Second == SecondPerson.Always && authority.Gate.Allows(becomes, rule.Key) && !authority.Gate.Allows(was, rule.Key));
    }

    private static JsonObject Shown(string name, IReadOnlyList<string> before, IReadOnlyList<string> roles, IReadOnlyList<string> groups) => new()
    {
        ["account"] = name, ["roles_before"] = Texts(before), ["roles"] = Texts(roles), ["groups"] = Texts(groups),
    };

    private static JsonObject Content(Account account) => new() { ["roles"] = Texts(account.RoleList), ["groups"] = Texts(account.GroupList) };

    private static JsonArray Texts(IReadOnlyList<string> texts) => new([.. texts.Select(static one => (JsonNode)one)]);

    private static ImmutableArray<string> Texts(JsonObject content, string name) => [.. content[name]!.AsArray().Select(static one => (string)one!)];

    private async Task<PersonView> ViewAsync(AccountUsers users, Account one) => new(
        one.Id, one.UserName!, one.Email, one.RoleList, one.GroupList, Standing(one),
        one.TwoFactorEnabled || (await users.GetPasskeysAsync(one).ConfigureAwait(false)).Count > 0, one.SignedInAt, sessions.All.Count(session => session.Who.Id == one.Id));

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
