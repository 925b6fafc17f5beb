using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Spillway.App.Accounts;
using Spillway.App.Accounts.Seconds;
using Spillway.App.Accounts.SignIns;
using Spillway.App.Api;
using Spillway.App.Sites;
using Spillway.Journal.Memory;
using Spillway.Tests.App.Api;

namespace Spillway.Tests.App.Accounts;

/// <summary>A desk with its console, on a wall clock that the test moves, before browsers of the test's own.</summary>
internal sealed class AccountRig : IAsyncDisposable
{
    private readonly List<string> _said = [];
    private readonly MemoryJournal _journal;
    private ApiRig _desk = null!;

    private AccountRig() => _journal = new(Wall);

    public FakeTimeProvider Wall { get; } = new(new DateTimeOffset(2026, 7, 1, 12, 0, 0, TimeSpan.Zero));

    public ApiRig Desk => _desk;

    public IServiceProvider Services => _desk.Services;

    public static async Task<AccountRig> StartAsync(CancellationToken cancellation, bool isDemo = false, Action<string>? prepare = null, Func<string, PublicDoor>? door = null, Func<DeskRoom, DeskRoom>? furnish = null)
    {
        var rig = new AccountRig();
        rig._desk = await ApiRig.StartAsync(cancellation, furnish: room =>
        {
            prepare?.Invoke(room.DataFolder);
            var furnished = room with { Wall = rig.Wall, Journal = rig._journal, HasConsole = true, IsDemo = isDemo, Say = rig.Say, Public = door?.Invoke(room.DataFolder) };
            return furnish is null ? furnished : furnish(furnished);
        });
        return rig;
    }

    /// <summary>What the desk has said on its terminal.</summary>
    public IReadOnlyList<string> Said()
    {
        lock (_said)
        {
            return [.. _said];
        }
    }

    /// <summary>The newest first-run code on the terminal.</summary>
    public string FirstCode() => Said().Last(static line => line.Contains("one-time code", StringComparison.Ordinal)).Split(' ')[^1];

    public Browser Open(string host = "127.0.0.1") => new(new Uri($"http://{host}:{_desk.Port}"));

    /// <summary>A browser in which the first administrator has just been made.</summary>
    public async Task<Browser> FirstAsync(string name = "ada", string password = Password)
    {
        var browser = Open();
        await browser.SendAsync("/first-run", "first", ("Code", FirstCode()), ("Name", name), ("Password", password));
        return browser;
    }

    /// <summary>Somebody invited; what waits for a second person is done alone, by breaking the glass.</summary>
    public async Task<Invited> InvitedAsync(string name, string role, Actor? by = null)
    {
        var invited = await Get<PeopleBook>().InviteAsync(by ?? Actor.Local, new(name, null, [role], []), CancellationToken.None);
        if (invited.Second is { } second)
        {
            await Get<SecondDesk>().BreakGlassAsync(Actor.Local, second.Id, "test", CancellationToken.None);
        }

        return invited;
    }

    public const string Password = "seven quiet turbines";

    public T Get<T>()
        where T : notnull => _desk.Services.GetRequiredService<T>();

    /// <summary>The kinds of the records of people so far, with their payloads.</summary>
    public async Task<IReadOnlyList<(string Kind, string Payload)>> RecordsAsync()
    {
        var records = new List<(string, string)>();
        await foreach (var record in _journal.ReadAsync(1, CancellationToken.None))
        {
            records.Add((record.Kind, System.Text.Encoding.UTF8.GetString(record.Payload.Span)));
        }

        return records;
    }

    public async ValueTask DisposeAsync()
    {
        await _desk.DisposeAsync();
        await _journal.DisposeAsync();
    }

    private void Say(string line)
    {
        lock (_said)
        {
            _said.Add(line);
        }
    }
}
