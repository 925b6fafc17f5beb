using Spillway.App.Accounts.Persons;
using Spillway.App.Api;

namespace Spillway.App.Accounts.SignIns;

/// <summary>The account that stands in for names that are not there: the same work is done for them, so that the time of an answer does
/// not tell which names there are. Nothing opens it.</summary>
internal static class Decoy
{
    /// <summary>Its id.</summary>
    public const string Id = "nobody";

    private const int PasswordBytes = 32;

    /// <summary>The account, made where it is not there.</summary>
    /// <param name="users">The accounts.</param>
    /// <param name="room">The clock.</param>
    /// <param name="random">What its password is, which nobody learns.</param>
    public static async Task MakeAsync(AccountUsers users, DeskRoom room, RandomBytes random)
    {
        if (await users.FindByIdAsync(Id).ConfigureAwait(false) is null)
        {
            var account = new Account { Id = Id, UserName = Id, IsLocked = true, MadeAt = room.Wall.GetUtcNow() };
            await users.CreateAsync(account, Convert.ToHexString(random(PasswordBytes))).ConfigureAwait(false);
        }
    }
}
