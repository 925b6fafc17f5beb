using System.Buffers.Text;
using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using Spillway.App.Accounts.Persons;
using Spillway.App.Accounts.Sessions;
using Spillway.App.Api;
using Spillway.Engine;

namespace Spillway.App.Accounts.SignIns;

/// <summary>What a person does with the own account. Every change of what proves the person ends the person's other sessions.</summary>
/// <param name="door">The accounts.</param>
/// <param name="sessions">The sessions.</param>
/// <param name="making">Records changes.</param>
/// <param name="room">The wall clock.</param>
/// <param name="random">Where secrets come from.</param>
internal sealed class OwnAccount(AccountsDoor door, SessionBook sessions, AccountMaking making, DeskRoom room, RandomBytes random)
{
    private const int RecoveryCodes = 10;
    private const int MostPasskeys = 20;
    private const int LongestPasskeyName = 40;
    private const int SecretBytes = 32;

    private readonly WaitingBook<string> _challenges = new(room.Wall, () => Convert.ToHexStringLower(random(SecretBytes)));

    /// <summary>The account as its page shows it.</summary>
    public Task<OwnAccountView> ViewAsync(Session session, CancellationToken cancellation) => door.DoAsync(
        async users =>
        {
            var account = await AccountAsync(users, session).ConfigureAwait(false);
            var passkeys = await users.GetPasskeysAsync(account).ConfigureAwait(false);
            return new OwnAccountView(
                account.PasswordHash is not null,
                account.TwoFactorEnabled,
                await users.CountRecoveryCodesAsync(account).ConfigureAwait(false),
                [.. passkeys.Select(static one => new PasskeyView(Base64Url.EncodeToString(one.CredentialId), one.Name ?? "", one.CreatedAt))],
                [.. sessions.All.Where(one => one.Who.Id == session.Who.Id)],
                session.IsProven(room.Wall.GetUtcNow()));
        },
        cancellation);

    /// <summary>Sets another password.</summary>
    /// <exception cref="RefusedException"><see cref="AccountErrors.NotProven"/> or <see cref="AccountErrors.BadPassword"/>.</exception>
    public Task ChangePasswordAsync(Session session, string password, CancellationToken cancellation) => ChangeAsync(
        session, "password changed",
        async (users, account) =>
        {
            await AccountMaking.DemandAsync(users, account, password).ConfigureAwait(false);
            if (account.PasswordHash is not null)
            {
                AccountMaking.Done(await users.RemovePasswordAsync(account).ConfigureAwait(false));
            }

            AccountMaking.Done(await users.AddPasswordAsync(account, password).ConfigureAwait(false));
            return true;
        },
        cancellation);

    /// <summary>Draws a new secret for an authenticator; it counts once a code of it was given.</summary>
    /// <returns>The secret in base 32.</returns>
    /// <exception cref="RefusedException"><see cref="AccountErrors.NotProven"/>, or there is an authenticator already.</exception>
    public Task<string> BeginAuthenticatorAsync(Session session, CancellationToken cancellation) => ChangeAsync(
        session, null,
        async (users, account) =>
        {
            if (account.TwoFactorEnabled)
            {
                throw new RefusedException(AccountErrors.BadAccount, "There is an authenticator already; take it away first.");
            }

            AccountMaking.Done(await users.ResetAuthenticatorKeyAsync(account).ConfigureAwait(false));
            return (await users.GetAuthenticatorKeyAsync(account).ConfigureAwait(false))!;
        },
        cancellation);

    /// <summary>The secret that was drawn and not yet proven by a code.</summary>
    /// <returns>The secret in base 32; null where none waits.</returns>
    /// <exception cref="RefusedException"><see cref="AccountErrors.NotProven"/>.</exception>
    public Task<string?> DrawnAsync(Session session, CancellationToken cancellation) => ChangeAsync(
        session, null, static async (users, account) => account.TwoFactorEnabled ? null : await users.GetAuthenticatorKeyAsync(account).ConfigureAwait(false), cancellation);

    /// <summary>Takes the authenticator whose secret was drawn, by a code of it.</summary>
    /// <returns>Fresh recovery codes, which are shown once; none where the code was wrong.</returns>
    /// <exception cref="RefusedException"><see cref="AccountErrors.NotProven"/>.</exception>
    public Task<ImmutableArray<string>> ConfirmAuthenticatorAsync(Session session, string code, CancellationToken cancellation) => ChangeAsync(
        session, "authenticator set up",
        async (users, account) =>
        {
            var key = await users.GetAuthenticatorKeyAsync(account).ConfigureAwait(false);
            if (account.TwoFactorEnabled || AuthenticatorCode.Taken(key, code, room.Wall.GetUtcNow(), account.LastCodeStep) is not { } step)
            {
                throw new RefusedException(AccountErrors.BadAccount, "The code is not one of this authenticator, or too old.");
            }

            account.LastCodeStep = step;
            AccountMaking.Done(await users.SetTwoFactorEnabledAsync(account, true).ConfigureAwait(false));
            return await FreshAsync(users, account).ConfigureAwait(false);
        },
        cancellation);

    /// <summary>Draws fresh recovery codes; those before are good no more.</summary>
    /// <exception cref="RefusedException"><see cref="AccountErrors.NotProven"/>.</exception>
    public Task<ImmutableArray<string>> FreshRecoveryCodesAsync(Session session, CancellationToken cancellation) =>
        ChangeAsync(session, "recovery codes drawn", FreshAsync, cancellation);

    /// <summary>Takes the authenticator and its recovery codes away.</summary>
    /// <exception cref="RefusedException"><see cref="AccountErrors.NotProven"/>.</exception>
    public Task RemoveAuthenticatorAsync(Session session, CancellationToken cancellation) => ChangeAsync(
        session, "authenticator taken away",
        async (users, account) =>
        {
            AccountMaking.Done(await users.SetTwoFactorEnabledAsync(account, false).ConfigureAwait(false));
            AccountMaking.Done(await users.ResetAuthenticatorKeyAsync(account).ConfigureAwait(false));
            await users.GenerateNewTwoFactorRecoveryCodesAsync(account, 0).ConfigureAwait(false);
            return true;
        },
        cancellation);

    /// <summary>What a browser is asked for a new passkey with.</summary>
    /// <returns>The options in JSON, and the secret that the answer comes back with.</returns>
    /// <exception cref="RefusedException"><see cref="AccountErrors.NotProven"/>.</exception>
    public Task<(string Options, string Waiting)> ChallengeAsync(Session session, HttpContext http, CancellationToken cancellation) => ChangeAsync(
        session, null,
        async (users, account) =>
        {
            var made = await users.Passkeys.MakeCreationOptionsAsync(new() { Id = account.Id, Name = account.UserName!, DisplayName = account.UserName! }, http).ConfigureAwait(false);
            return (made.CreationOptionsJson, _challenges.Put(made.AttestationState ?? ""));
        },
        cancellation);

    /// <summary>Takes a new passkey.</summary>
    /// <exception cref="RefusedException"><see cref="AccountErrors.NotProven"/>, or the passkey does not hold.</exception>
    public Task AddPasskeyAsync(Session session, (string Waiting, string Credential, string Name) given, HttpContext http, CancellationToken cancellation) => ChangeAsync(
        session, "passkey added",
        async (users, account) =>
        {
            if (_challenges.Take(given.Waiting) is not { } state)
            {
                throw new RefusedException(AccountErrors.BadAccount, "The passkey took longer than five minutes; try again.");
            }

            var made = await users.Passkeys.PerformAttestationAsync(new() { HttpContext = http, CredentialJson = given.Credential, AttestationState = state }).ConfigureAwait(false);
            if (!made.Succeeded || made.UserEntity.Id != account.Id || (await users.GetPasskeysAsync(account).ConfigureAwait(false)).Count >= MostPasskeys)
            {
                throw new RefusedException(AccountErrors.BadAccount, $"The passkey is refused{(made.Failure is { } why ? ": " + why.Message : $"; an account has at most {MostPasskeys}.")}");
            }

            made.Passkey.Name = given.Name.Trim() is { Length: > 0 } name ? name[..Math.Min(name.Length, LongestPasskeyName)] : "passkey";
            AccountMaking.Done(await users.AddOrUpdatePasskeyAsync(account, made.Passkey).ConfigureAwait(false));
            return true;
        },
        cancellation);

    /// <summary>Takes a passkey away.</summary>
    /// <exception cref="RefusedException"><see cref="AccountErrors.NotProven"/>.</exception>
    public Task RemovePasskeyAsync(Session session, string id, CancellationToken cancellation) => ChangeAsync(
        session, "passkey taken away",
        async (users, account) =>
        {
            AccountMaking.Done(await users.RemovePasskeyAsync(account, Base64Url.DecodeFromChars(id)).ConfigureAwait(false));
            return true;
        },
        cancellation);

    /// <summary>Ends sessions of the own account.</summary>
    /// <param name="session">The session that asks.</param>
    /// <param name="id">Which; null for all others.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>How many ended.</returns>
    public Task<int> EndSessionsAsync(Session session, string? id, CancellationToken cancellation) => door.DoAsync(
        users => sessions.EndAsync(users, session.Who, one => one.Who.Id == session.Who.Id && (id is null ? one.Id != session.Id : one.Id == id), "revoked"), cancellation);

    private static async Task<ImmutableArray<string>> FreshAsync(AccountUsers users, Account account) =>
        [.. await users.GenerateNewTwoFactorRecoveryCodesAsync(account, RecoveryCodes).ConfigureAwait(false) ?? []];

    private static async Task<Account> AccountAsync(AccountUsers users, Session session) =>
        await users.FindByIdAsync(session.Who.Id).ConfigureAwait(false) ?? throw new RefusedException(AccountErrors.Unknown, $"account {session.Who.Id}");

    private Task<T> ChangeAsync<T>(Session session, string? change, Func<AccountUsers, Account, Task<T>> work, CancellationToken cancellation) => door.DoAsync(
        async users =>
        {
            if (sessions.Of(session.Id) is not { } now || !now.IsProven(room.Wall.GetUtcNow()))
            {
                throw new RefusedException(AccountErrors.NotProven, "It needs a proof of the last 10 minutes.");
            }

            var account = await AccountAsync(users, session).ConfigureAwait(false);
            var done = await work(users, account).ConfigureAwait(false);
            await SessionBook.KeepAsync(users, account, session.Id).ConfigureAwait(false);
            if (change is not null)
            {
                await sessions.EndAsync(users, session.Who, one => one.Who.Id == account.Id && one.Id != session.Id, change).ConfigureAwait(false);
                await making.RecordAsync(session.Who, account, change).ConfigureAwait(false);
            }

            return done;
        },
        cancellation);
}
