using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using Spillway.App.Events;

namespace Spillway.App.Console.Events;

/// <summary>The orders that took load off, newest first, and the place where a drill is held.</summary>
public sealed partial class EventsPage
{
    private const int RowsAtOnce = 100;

    private ImmutableArray<JournalEvent> _events = [];
    private int _shown = RowsAtOnce;
    private int _kept;
    private int _missed;
    private DrillDesk? _drill;

    /// <summary>The events.</summary>
    [Inject]
    public EventShelf Shelf { get; set; } = null!;

    /// <inheritdoc/>
    protected override Task BeginAsync()
    {
        Framed();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override void Framed()
    {
        _events = Shelf.All();
        var facts = _events.Select(Shelf.Facts).ToList();
        _kept = facts.Count(static one => one?.IsKept == true);
        _missed = facts.Count(static one => one?.IsKept == false);
    }
}
