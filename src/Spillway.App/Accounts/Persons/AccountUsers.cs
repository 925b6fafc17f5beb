using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Spillway.App.Api;

namespace Spillway.App.Accounts.Persons;

/// <summary>The framework's keeper of users on the desk's wall clock: it counts failures and locks out.</summary>
internal sealed class AccountUsers(
    IUserStore<Account> store, IOptions<IdentityOptions> options, IPasswordHasher<Account> hasher, IEnumerable<IUserValidator<Account>> users,
    IEnumerable<IPasswordValidator<Account>> passwords, ILookupNormalizer names, IdentityErrorDescriber errors, IServiceProvider services,
    ILogger<UserManager<Account>> log, DeskRoom room, RandomBytes random)
    : UserManager<Account>(store, options, hasher, users, passwords, names, errors, services, log)
{
    /// <summary>So many failures lock out.</summary>
    public const int MostFailures = 5;

    /// <summary>For so long.</summary>
    public static readonly TimeSpan LockOut = TimeSpan.FromMinutes(15);

    /// <summary>The file behind it.</summary>
    public AccountsContext Context => Kept.Context;

    /// <summary>How they are kept.</summary>
    public AccountStore Kept => (AccountStore)Store;

    /// <summary>The framework's own handling of passkeys.</summary>
    public IPasskeyHandler<Account> Passkeys => ServiceProvider.GetRequiredService<IPasskeyHandler<Account>>();

    /// <inheritdoc/>
    public override Task<bool> IsLockedOutAsync(Account user) => Task.FromResult(user.LockoutEnd > room.Wall.GetUtcNow());

    /// <inheritdoc/>
    public override Task<IdentityResult> AccessFailedAsync(Account user)
    {
        user.AccessFailedCount++;
        if (user.AccessFailedCount >= MostFailures)
        {
            user.AccessFailedCount = 0;
            user.LockoutEnd = room.Wall.GetUtcNow() + LockOut;
        }

        return UpdateAsync(user);
    }

    /// <inheritdoc/>
    protected override string CreateTwoFactorRecoveryCode() => OneTimeCode.Make(random);
}
