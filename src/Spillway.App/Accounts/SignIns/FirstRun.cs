using Spillway.App.Accounts.Persons;
using Spillway.App.Accounts.Sessions;
using Spillway.App.Api;
using Spillway.Engine;

namespace Spillway.App.Accounts.SignIns;

/// <summary>The first account of a desk that has none: made with a code that stands on the terminal, so by whoever runs the desk.</summary>
/// <param name="room">Where the terminal is.</param>
/// <param name="accounts">Makes the account.</param>
/// <param name="signIns">Signs the person in.</param>
/// <param name="journal">Told what happens.</param>
/// <param name="random">Where the code comes from.</param>
internal sealed class FirstRun(DeskRoom room, AccountMaking accounts, SignInDesk signIns, SignInJournal journal, RandomBytes random)
{
    /// <summary>The page's address.</summary>
    public const string Address = "/first-run";

    private const int MostWrong = 5;
    private static readonly TimeSpan _good = TimeSpan.FromHours(1);

    private readonly Lock _gate = new();
    private string? _hash;
    private DateTimeOffset _madeAt;
    private int _wrong;
    private bool _isOpen;
    private int _port;

    /// <summary>Whether there is no account yet. Accounts are made in other ways too: the store is asked until there is one.</summary>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<bool> IsOpenAsync(CancellationToken cancellation)
    {
        lock (_gate)
        {
            if (!_isOpen)
            {
                return false;
            }
        }

        if (!await accounts.HasAnyAsync(cancellation).ConfigureAwait(false))
        {
            return true;
        }

        Close();
        return false;
    }

    /// <summary>Says the code where there is no account; a demonstration needs none.</summary>
    /// <param name="port">The desk's port.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task BeginAsync(int port, CancellationToken cancellation)
    {
        var isOpen = !room.IsDemo && !await accounts.HasAnyAsync(cancellation).ConfigureAwait(false);
        lock (_gate)
        {
            (_isOpen, _port) = (isOpen, port);
        }

        Visited();
    }

    /// <summary>Somebody opens the page: a code that is too old, or was tried too often a while ago, is replaced by a new one on the terminal.</summary>
    public void Visited()
    {
        string code;
        lock (_gate)
        {
            var now = room.Wall.GetUtcNow();
            if (!_isOpen || (_hash is not null && now - _madeAt < (_wrong >= MostWrong ? AccountUsers.LockOut : _good)))
            {
                return;
            }

            code = OneTimeCode.Make(random);
            (_hash, _madeAt, _wrong) = (OneTimeCode.Hash(code), now, 0);
        }

        room.Say($"No account yet. Within an hour, make the first administrator at http://localhost:{_port}{Address} with the one-time code {code}");
    }

    /// <summary>Makes the first administrator and signs the person in.</summary>
    /// <param name="code">The code on the terminal.</param>
    /// <param name="name">The name.</param>
    /// <param name="password">The password.</param>
    /// <param name="caller">From where.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>The session; refused where the code is wrong, too old or was tried too often.</returns>
    /// <exception cref="RefusedException">Name or password are refused; the code stays good.</exception>
    public async Task<SignInAnswer> TryAsync(string code, string name, string password, Caller caller, CancellationToken cancellation)
    {
        await IsOpenAsync(cancellation).ConfigureAwait(false);
        if (!await IsGoodAsync(code, caller).ConfigureAwait(false))
        {
            return SignInAnswer.No;
        }

        var person = AccountName.Checked(name);
        if (!await accounts.MakeFirstAsync(person, password, cancellation).ConfigureAwait(false))
        {
            return SignInAnswer.No;
        }

        Close();
        return await signIns.ByPasswordAsync(person, password, caller, cancellation).ConfigureAwait(false);
    }

    private void Close()
    {
        lock (_gate)
        {
            (_isOpen, _hash) = (false, null);
        }
    }

    private async Task<bool> IsGoodAsync(string code, Caller caller)
    {
        bool isGood, isOut;
        lock (_gate)
        {
            isGood = _isOpen && _wrong < MostWrong && room.Wall.GetUtcNow() - _madeAt < _good && OneTimeCode.Is(code, _hash);
            _wrong = isGood ? _wrong : Math.Min(_wrong + 1, MostWrong + 1);
            isOut = _wrong == MostWrong;
            _madeAt = isOut ? room.Wall.GetUtcNow() : _madeAt;
        }

        if (!isGood)
        {
            await journal.RefusedAsync(null, "first run", caller, isOut).ConfigureAwait(false);
        }

        return isGood;
    }
}
