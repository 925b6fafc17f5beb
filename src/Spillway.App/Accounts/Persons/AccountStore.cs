using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;

namespace Spillway.App.Accounts.Persons;

/// <summary>Keeps accounts; recovery codes only as hashes and secrets of authenticators sealed, where the framework's own keeps them as they are.</summary>
internal sealed class AccountStore(AccountsContext context, IdentityErrorDescriber errors, SealedSeed seeds) : UserOnlyStore<Account, AccountsContext>(context, errors)
{
    private const string Mark = "sha256:";

    /// <inheritdoc/>
    public override Task SetAuthenticatorKeyAsync(Account user, string key, CancellationToken cancellationToken) =>
        base.SetAuthenticatorKeyAsync(user, seeds.Seal(key), cancellationToken);

    /// <summary>The secret of the authenticator.</summary>
    /// <returns>In base 32; null where there is none, or where the keys that it was sealed with are gone: no code opens the account then, a recovery code does.</returns>
    public override async Task<string?> GetAuthenticatorKeyAsync(Account user, CancellationToken cancellationToken) =>
        await KeptSeedAsync(user, cancellationToken).ConfigureAwait(false) is { } kept ? seeds.Open(kept) : null;

    /// <summary>Seals the secret of an authenticator where it stands in the file as it is, as older versions left it.</summary>
    /// <param name="user">Whose.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Whether it was sealed now, and whether the keys that it is sealed with are gone.</returns>
    public async Task<(bool IsSealedNow, bool IsLost)> SealAsync(Account user, CancellationToken cancellationToken)
    {
        if (await KeptSeedAsync(user, cancellationToken).ConfigureAwait(false) is not { } kept)
        {
            return (false, false);
        }

        if (SealedSeed.Is(kept))
        {
            return (false, seeds.Open(kept) is null);
        }

        await SetAuthenticatorKeyAsync(user, kept, cancellationToken).ConfigureAwait(false);
        return (true, false);
    }

    /// <inheritdoc/>
    public override Task ReplaceCodesAsync(Account user, IEnumerable<string> recoveryCodes, CancellationToken cancellationToken) =>
        base.ReplaceCodesAsync(user, [.. recoveryCodes.Select(static one => one.StartsWith(Mark, StringComparison.Ordinal) ? one : Kept(one))], cancellationToken);

    /// <inheritdoc/>
    public override Task<bool> RedeemCodeAsync(Account user, string code, CancellationToken cancellationToken) =>
        base.RedeemCodeAsync(user, Kept(code), cancellationToken);

    private static string Kept(string code) => Mark + OneTimeCode.Hash(code);

    private Task<string?> KeptSeedAsync(Account user, CancellationToken cancellationToken) => base.GetAuthenticatorKeyAsync(user, cancellationToken);
}
