using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using Spillway.App.Accounts;
using Spillway.App.Accounts.Seconds;
using Spillway.Engine;

namespace Spillway.App.Console.Seconds;

/// <summary>What waits for a second person, and what became of it.</summary>
public sealed partial class SecondsPage
{
    private const int MostEnded = 50;
    private ImmutableArray<SecondRequest> _open = [];
    private ImmutableArray<SecondRequest> _ended = [];
    private readonly Dictionary<string, string> _because = new(StringComparer.Ordinal);
    private string? _fault;

    /// <summary>Where it waits.</summary>
    [Inject]
    public SecondDesk Seconds { get; set; } = null!;

    /// <inheritdoc/>
    protected override Task BeginAsync()
    {
        Read();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override void Framed() => Read();

    private bool MayDecline(SecondRequest request) => Seconds.WhyNotDecline(Who, request) is null;

    private bool MayBreakGlass(SecondRequest request) => request.State == SecondState.Waiting && May(DeskAction.BreakGlass);

    private bool MayEnd(SecondRequest request) => MayDecline(request) || MayBreakGlass(request);

    private void Read()
    {
        var all = Seconds.All();
        // The oldest on top: a new one comes below, and moves none from under a press.
        _open = [.. all.Where(static one => one.State is SecondState.Waiting or SecondState.Done).Reverse()];
        foreach (var request in _open)
        {
            _because.TryAdd(request.Id, "");
        }

        _ended = [.. all.Where(static one => one.State is not (SecondState.Waiting or SecondState.Done)).Take(MostEnded)];
    }

    private async Task DoAsync(Func<Task> work)
    {
        _fault = null;
        try
        {
            await work();
        }
        catch (RefusedException refusal)
        {
            _fault = Reader[SecondWords.Of(refusal.Code)];
        }

        Read();
    }
}
