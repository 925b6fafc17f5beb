using Spillway.App.Accounts.Persons;
using Spillway.App.Accounts.Sessions;
using Spillway.App.Api;
using Spillway.App.People;

namespace Spillway.App.Accounts.SignIns;

/// <summary>Records who signs in and who fails to; of failures at most sixty a minute, the rest as a count, so that nobody fills the disk.</summary>
/// <param name="journal">The journal.</param>
/// <param name="room">The wall clock.</param>
internal sealed class SignInJournal(PeopleJournal journal, DeskRoom room)
{
    private const int MostInMinute = 60;

    private readonly RecordFlood _failures = new(room.Wall, MostInMinute);

    /// <summary>Somebody signed in.</summary>
    /// <param name="session">The session that began.</param>
    public async Task SignedInAsync(Session session) => await journal.RecordAsync(
        PersonKinds.SignedIn, session.Who,
        writer =>
        {
            writer.WriteString("way", session.Way);
            writer.WriteString("address", session.Address);
            writer.WriteString("session", session.Id);
        },
        CancellationToken.None).ConfigureAwait(false);

    /// <summary>Somebody failed. What was typed as a name that is not there is not written: it may be a password.</summary>
    /// <param name="account">Whose account it was tried with; the decoy for none.</param>
    /// <param name="way">With what.</param>
    /// <param name="caller">From where.</param>
    /// <param name="isLockOut">Whether it locked the account out.</param>
    public async Task RefusedAsync(Account? account, string way, Caller caller, bool isLockOut)
    {
        if (_failures.Take() is not { } left)
        {
            return;
        }

        var who = account is null || account.Id == Decoy.Id ? Actor.Nobody : account.ToActor();
        await journal.RecordAsync(
            isLockOut ? PersonKinds.LockedOut : PersonKinds.SignInRefused, who,
            writer =>
            {
                writer.WriteString("way", way);
                writer.WriteString("address", caller.Address);
                writer.WriteNumber("not_recorded_before", left);
            },
            CancellationToken.None).ConfigureAwait(false);
    }
}
