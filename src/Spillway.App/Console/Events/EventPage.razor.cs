using Microsoft.AspNetCore.Components;
using Spillway.App.Console.Texts;
using Spillway.App.Events;
using Spillway.Engine;

namespace Spillway.App.Console.Events;

/// <summary>One event: what was ordered, what came of it, and what proves it.</summary>
public sealed partial class EventPage
{
    private const int MostNotFollowed = 100;

    private JournalEvent? _found;
    private EvidenceFacts? _facts;
    private EventProof? _proof;
    private PowerLine? _line;
    private Task _working = Task.CompletedTask;
    private bool _isLooked;
    private string? _fault;

    /// <summary>From the page's address: the order's id, or the journal's number of the pass that took it.</summary>
    [Parameter]
    public string Id { get; set; } = "";

    /// <summary>The events.</summary>
    [Inject]
    public EventShelf Shelf { get; set; } = null!;

    /// <inheritdoc/>
    protected override async Task BeginAsync()
    {
        _found = RendererInfo.IsInteractive ? await Shelf.FindAsync(Id, Closed) : EventScan.Find(Shelf.All(), Id);
        _isLooked = RendererInfo.IsInteractive;
        if (_found is { } found)
        {
            _facts = Shelf.Facts(found);
            if (RendererInfo.IsInteractive)
            {
                _working = ProveAsync(found);
            }
        }
    }

    /// <inheritdoc/>
    protected override void Framed()
    {
        if (_found is { End: null } or null)
        {
            _found = EventScan.Find(Shelf.All(), Id) ?? _found;
        }

        _facts = _found is { } found ? Shelf.Facts(found) : null;
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _working;
    }

    private async Task ProveAsync(JournalEvent found)
    {
        try
        {
            _proof = await Shelf.ProofAsync(found, Closed);
            _line = PowerLine.Of(
                [.. _proof.Curve.Select(static point => (point.At, point.Power.Value))], found.Answer.Level?.Value, found.At, found.At + found.Answer.Within);
        }
        catch (RefusedException refusal)
        {
            _fault = RefusalWords.Whole(Reader, refusal);
        }
        catch (OperationCanceledException)
        {
            // The page was left, or the desk ends.
            return;
        }

        StateHasChanged();
    }
}
