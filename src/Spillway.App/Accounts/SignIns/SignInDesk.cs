using Microsoft.AspNetCore.Http;
using Spillway.App.Accounts.Persons;
using Spillway.App.Accounts.Sessions;
using Spillway.Engine;

namespace Spillway.App.Accounts.SignIns;

/// <summary>Lets people in. Whatever was wrong, the answer is the same and takes the same work. Any thread.</summary>
/// <param name="door">The accounts.</param>
/// <param name="sessions">Where sessions begin.</param>
/// <param name="making">Takes up invitations.</param>
/// <param name="journal">Told of every try.</param>
/// <param name="surroundings">The wall clock, and where secrets come from.</param>
internal sealed class SignInDesk(AccountsDoor door, SessionBook sessions, AccountMaking making, SignInJournal journal, AccountPlace surroundings)
{
    private const int SecretBytes = 32;
    private const int ShortestRecovery = 12;

    private readonly WaitingBook<string> _accounts = new(surroundings.Room.Wall, () => Convert.ToHexStringLower(surroundings.Random(SecretBytes)));
    private readonly WaitingBook<string> _challenges = new(surroundings.Room.Wall, () => Convert.ToHexStringLower(surroundings.Random(SecretBytes)));

    private DateTimeOffset Now => surroundings.Room.Wall.GetUtcNow();

    /// <summary>Tries a name and a password.</summary>
    public Task<SignInAnswer> ByPasswordAsync(string name, string password, Caller caller, CancellationToken cancellation) => door.DoAsync(
        async users =>
        {
            var account = await FindAsync(users, name).ConfigureAwait(false);
            var proof = account.PasswordHash is null ? (await users.FindByIdAsync(Decoy.Id).ConfigureAwait(false))! : account;
            var typed = password.Length <= PasswordRule.Longest ? password : "";
            var isRight = await users.CheckPasswordAsync(proof, typed).ConfigureAwait(false) && proof == account;
            if (!isRight || !await IsOpenAsync(users, account).ConfigureAwait(false))
            {
                return await RefuseAsync(users, account, "password", caller).ConfigureAwait(false);
            }

            return account.TwoFactorEnabled ? new(null, _accounts.Put(account.Id)) : await LetInAsync(users, account, "password", caller).ConfigureAwait(false);
        },
        cancellation);

    /// <summary>Tries the second step: a code of the authenticator, or a recovery code.</summary>
    public Task<SignInAnswer> ByCodeAsync(string waiting, string code, Caller caller, CancellationToken cancellation) => door.DoAsync(
        async users =>
        {
            if (_accounts.Take(waiting) is not { } id || await users.FindByIdAsync(id).ConfigureAwait(false) is not { } account || !await IsOpenAsync(users, account).ConfigureAwait(false))
            {
                return SignInAnswer.No;
            }

            if (AuthenticatorCode.Taken(await users.GetAuthenticatorKeyAsync(account).ConfigureAwait(false), code, Now, account.LastCodeStep) is { } step)
            {
                account.LastCodeStep = step;
                return await LetInAsync(users, account, "password and code", caller).ConfigureAwait(false);
            }

            if (code.Length >= ShortestRecovery && (await users.RedeemTwoFactorRecoveryCodeAsync(account, code).ConfigureAwait(false)).Succeeded)
            {
                return await LetInAsync(users, account, "password and recovery code", caller).ConfigureAwait(false);
            }

            await RefuseAsync(users, account, "code", caller).ConfigureAwait(false);
            return new(null, await IsOpenAsync(users, account).ConfigureAwait(false) ? _accounts.Put(account.Id) : null);
        },
        cancellation);

    /// <summary>Takes up an invitation.</summary>
    /// <exception cref="RefusedException">The password is refused; the code stays good.</exception>
    public Task<SignInAnswer> ByInvitationAsync(string name, string code, string password, Caller caller, CancellationToken cancellation) => door.DoAsync(
        async users =>
        {
            var account = await FindAsync(users, name).ConfigureAwait(false);
            if (!OneTimeCode.Is(code, account.InvitationUntil > Now ? account.InvitationHash : null) || !await IsOpenAsync(users, account).ConfigureAwait(false))
            {
                return await RefuseAsync(users, account, "invitation", caller).ConfigureAwait(false);
            }

            await AccountMaking.DemandAsync(users, account, password).ConfigureAwait(false);
            await making.JoinAsync(users, account, password).ConfigureAwait(false);
            return await LetInAsync(users, account, "invitation", caller).ConfigureAwait(false);
        },
        cancellation);

    /// <summary>What a browser is asked for a passkey with.</summary>
    /// <param name="http">The request.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>The options in JSON, and the secret that the answer comes back with.</returns>
    public Task<(string Options, string Waiting)> ChallengeAsync(HttpContext http, CancellationToken cancellation) => door.DoAsync(
        async users =>
        {
            var made = await users.Passkeys.MakeRequestOptionsAsync(null, http).ConfigureAwait(false);
            return (made.RequestOptionsJson, _challenges.Put(made.AssertionState ?? ""));
        },
        cancellation);

    /// <summary>Tries a passkey. It is two factors by itself: the device, and what opens it.</summary>
    public Task<SignInAnswer> ByPasskeyAsync(string waiting, string credential, HttpContext http, CancellationToken cancellation) => door.DoAsync(
        async users =>
        {
            if (_challenges.Take(waiting) is not { } state)
            {
                return SignInAnswer.No;
            }

            var caller = Caller.Of(http);
            var found = await users.Passkeys.PerformAssertionAsync(new() { HttpContext = http, CredentialJson = credential, AssertionState = state }).ConfigureAwait(false);
            // A lock-out is against guessing, and a passkey is not guessed: a stranger who types wrong passwords keeps nobody out.
            if (!found.Succeeded || found.User.IsLocked)
            {
                return await NotLetInAsync(found.User, "passkey", caller).ConfigureAwait(false);
            }

            AccountMaking.Done(await users.AddOrUpdatePasskeyAsync(found.User, found.Passkey).ConfigureAwait(false));
            return await LetInAsync(users, found.User, "passkey", caller).ConfigureAwait(false);
        },
        cancellation);

    /// <summary>Proves again, by the password, who sits before a session.</summary>
    /// <returns>Whether it was right; a wrong one counts as a failure to sign in.</returns>
    public Task<bool> ProveAsync(Session session, string password, Caller caller, CancellationToken cancellation) => door.DoAsync(
        async users =>
        {
            var account = await users.FindByIdAsync(session.Who.Id).ConfigureAwait(false);
            if (account is null || !await IsOpenAsync(users, account).ConfigureAwait(false) || password.Length > PasswordRule.Longest
                || !await users.CheckPasswordAsync(account, password).ConfigureAwait(false))
            {
                await (account is null ? Task.CompletedTask : RefuseAsync(users, account, "proof", caller)).ConfigureAwait(false);
                return false;
            }

            await sessions.ProvenAsync(users, session.Id).ConfigureAwait(false);
            return true;
        },
        cancellation);

    /// <summary>Signs out.</summary>
    /// <param name="session">The session.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public Task<int> OutAsync(Session session, CancellationToken cancellation) =>
        door.DoAsync(users => sessions.EndAsync(users, session.Who, one => one.Id == session.Id, "signed out"), cancellation);

    /// <summary>Begins a session, inside the door; the sign-in stands in the journal before the browser gets its secret.</summary>
    /// <param name="users">The door's accounts.</param>
    /// <param name="account">Whose.</param>
    /// <param name="way">How it was proven.</param>
    /// <param name="caller">From where.</param>
    public async Task<SignInAnswer> LetInAsync(AccountUsers users, Account account, string way, Caller caller)
    {
        account.AccessFailedCount = 0;
        account.SignedInAt = Now;
        AccountMaking.Done(await users.UpdateAsync(account).ConfigureAwait(false));
        var (session, secret) = await sessions.BeginAsync(users, account, way, caller).ConfigureAwait(false);
        await journal.SignedInAsync(session).ConfigureAwait(false);
        return new(secret, null);
    }

    /// <summary>Writes down, inside the door, that somebody was not let in who is not to be locked out by it.</summary>
    /// <param name="account">Whose account it was; null where there is none.</param>
    /// <param name="way">How it was tried.</param>
    /// <param name="caller">From where.</param>
    public async Task<SignInAnswer> NotLetInAsync(Account? account, string way, Caller caller)
    {
        await journal.RefusedAsync(account, way, caller, isLockOut: false).ConfigureAwait(false);
        return SignInAnswer.No;
    }

    /// <summary>Whether an account may sign in at all.</summary>
    public static async Task<bool> IsOpenAsync(AccountUsers users, Account account) =>
        !account.IsLocked && !await users.IsLockedOutAsync(account).ConfigureAwait(false);

    private static async Task<Account> FindAsync(AccountUsers users, string name) =>
        await users.FindByNameAsync(name.Trim()).ConfigureAwait(false) ?? (await users.FindByIdAsync(Decoy.Id).ConfigureAwait(false))!;

    private async Task<SignInAnswer> RefuseAsync(AccountUsers users, Account account, string way, Caller caller)
    {
        var wasOut = await users.IsLockedOutAsync(account).ConfigureAwait(false);

        // Who is locked out already is not counted, and yet written: a failure costs the same whatever was wrong.
        await (wasOut ? users.UpdateAsync(account) : users.AccessFailedAsync(account)).ConfigureAwait(false);
        await journal.RefusedAsync(account, way, caller, !wasOut && await users.IsLockedOutAsync(account).ConfigureAwait(false)).ConfigureAwait(false);
        return SignInAnswer.No;
    }
}
