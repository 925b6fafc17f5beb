using Microsoft.AspNetCore.Identity;
using Spillway.App.Accounts.Persons;
using Spillway.App.Api;

namespace Spillway.App.Accounts.SignIns;

/// <summary>Asked by the framework before an account gets a password: the desk's own rule, and whether it is guessed soon.</summary>
/// <param name="room">What strangers know of the site.</param>
internal sealed class PasswordGuard(DeskRoom room) : IPasswordValidator<Account>
{
    /// <summary>Says in a failure that the password is what is refused.</summary>
    public const string Code = "password";

    /// <summary>What a password must be.</summary>
    public static readonly string Sentence =
        $"It must have {PasswordRule.Shortest} to {PasswordRule.Longest} characters, 5 of them different, and not be a common password or be made of such, of the name, the site's words, dates or rows of keys. "
        + "Take four words or more that nobody would put together, or let a password manager draw one.";

    /// <inheritdoc/>
    public Task<IdentityResult> ValidateAsync(UserManager<Account> manager, Account user, string? password)
    {
        // Nobody's account has a secret of the desk's own that is kept nowhere.
        var isTaken = user.Id == Decoy.Id
            || (password is not null && PasswordRule.Takes(user.UserName ?? "", password) && !GuessedPassword.Is(password, Known(user)));
        return Task.FromResult(isTaken ? IdentityResult.Success : IdentityResult.Failed(new IdentityError { Code = Code, Description = Sentence }));
    }

    private IEnumerable<string> Known(Account user)
    {
        var site = room.View.Site;
        return [user.UserName ?? "", site.Site.Id.Text, site.Name, .. room.View.Plant.Groups.Select(static group => group.Load.Id.Text)];
    }
}
