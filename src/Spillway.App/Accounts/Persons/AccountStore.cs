using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;

namespace Spillway.App.Accounts.Persons;

/// <summary>Keeps accounts; recovery codes only as hashes, where the framework's own keeps them as they are.</summary>
internal sealed class AccountStore(AccountsContext context, IdentityErrorDescriber errors) : UserOnlyStore<Account, AccountsContext>(context, errors)
{
    private const string Mark = "sha256:";

    /// <inheritdoc/>
    public override Task ReplaceCodesAsync(Account user, IEnumerable<string> recoveryCodes, CancellationToken cancellationToken) =>
        base.ReplaceCodesAsync(user, [.. recoveryCodes.Select(static one => one.StartsWith(Mark, StringComparison.Ordinal) ? one : Kept(one))], cancellationToken);

    /// <inheritdoc/>
    public override Task<bool> RedeemCodeAsync(Account user, string code, CancellationToken cancellationToken) =>
        base.RedeemCodeAsync(user, Kept(code), cancellationToken);

    private static string Kept(string code) => Mark + OneTimeCode.Hash(code);
}
