using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Spillway.App.Api;
using Spillway.Engine;

namespace Spillway.App.Accounts.Persons;

/// <summary>The one way to the accounts' file: one at a time, each with a context of its own. Any thread.</summary>
/// <param name="scopes">Makes the contexts.</param>
/// <param name="room">Where the file is.</param>
internal sealed class AccountsDoor(IServiceScopeFactory scopes, DeskRoom room) : IDisposable
{
    private const int MostWaiting = 50;
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly SemaphoreSlim _one = new(1, 1);
    private int _waiting;

    /// <summary>Makes the file where it is not there, for its owner alone, and the tables in it.</summary>
    public async Task OpenAsync(CancellationToken cancellation)
    {
        var path = Path.Combine(room.DataFolder, AccountsContext.FileName);
        try
        {
            if (!File.Exists(path))
            {
                var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
                if (!OperatingSystem.IsWindows())
                {
                    options.UnixCreateMode = Owner;
                }

                await new FileStream(path, options).DisposeAsync().ConfigureAwait(false);
            }

            await DoAsync(users => users.Context.Database.EnsureCreatedAsync(cancellation), cancellation).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or SqliteException)
        {
            throw new RefusedException(AccountErrors.File, $"{path}: {failure.Message.ReplaceLineEndings(" ")}", failure);
        }
    }

    /// <summary>Works with the accounts, alone.</summary>
    /// <param name="work">What is done.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>Its result.</returns>
    /// <exception cref="RefusedException"><see cref="AccountErrors.TooMany"/>: too many wait already; whoever tries passwords in numbers does not take the desk's processor.</exception>
    public async Task<T> DoAsync<T>(Func<AccountUsers, Task<T>> work, CancellationToken cancellation)
    {
        if (Interlocked.Increment(ref _waiting) > MostWaiting)
        {
            Interlocked.Decrement(ref _waiting);
            throw new RefusedException(AccountErrors.TooMany, $"{MostWaiting} others wait.");
        }

        try
        {
            await _one.WaitAsync(cancellation).ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }

        try
        {
            var scope = scopes.CreateAsyncScope();
            await using (scope.ConfigureAwait(false))
            {
                return await work(scope.ServiceProvider.GetRequiredService<AccountUsers>()).ConfigureAwait(false);
            }
        }
        finally
        {
            _one.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();
}
