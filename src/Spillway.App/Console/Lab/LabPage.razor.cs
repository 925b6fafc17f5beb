using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using NodaTime;
using Spillway.App.Lab;
using Spillway.Engine;
using Spillway.Engine.Signals;

namespace Spillway.App.Console.Lab;

/// <summary>Studies of the past: asked for, watched, called off, and held side by side.</summary>
public sealed partial class LabPage
{
    private const int MostListed = 100;
    private const int MostRows = 300;
    private const int MostCompared = 6;
    private const int UsualDays = 30;

    private static readonly PublicationKind[] _kinds = [PublicationKind.DayAheadPrice, PublicationKind.SystemLoad, PublicationKind.WindGeneration];

    private readonly SortedSet<long> _chosen = [];
    private readonly SortedSet<PublicationKind> _knows = [];
    private ImmutableArray<Study> _studies = [];
    private ComparedStudies? _compared;
    private string _name = "";
    private string _policies = "";
    private string _sweep = "";
    private DateOnly _from;
    private DateOnly _last;
    private string? _fault;
    private bool _isBusy;

    /// <summary>Runs the studies.</summary>
    [Inject]
    public StudyDesk Studies { get; set; } = null!;

    /// <inheritdoc/>
    protected override bool Follows => false;

    /// <inheritdoc/>
    protected override Task BeginAsync()
    {
        var today = Instant.FromDateTimeOffset(Desk.Time.GetUtcNow()).InZone(Desk.Site.TimeZone).Date;
        (_from, _last) = (today.PlusDays(-UsualDays).ToDateOnly(), today.PlusDays(-1).ToDateOnly());
        _studies = Studies.Newest(MostListed);
        Studies.Changed += Draw;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override ValueTask DisposeAsync()
    {
        Studies.Changed -= Draw;
        return base.DisposeAsync();
    }

    private void Draw() => _ = InvokeAsync(() =>
    {
        _studies = Studies.Newest(MostListed);
        StateHasChanged();
    });

    // What was written stays: a field that is emptied when the answer comes would take along what is typed for the next study meanwhile.
    private Task AskAsync() => DoAsync(async () =>
        await Studies.AskAsync(
            Who,
            new(_name.Trim(), LocalDate.FromDateOnly(_from), LocalDate.FromDateOnly(_last).PlusDays(1), _policies, [.. _sweep.Split(' ', StringSplitOptions.RemoveEmptyEntries)]) { Knows = [.. _knows] },
            Closed));

    private Task CancelAsync(long id) => DoAsync(() => Studies.CancelAsync(Who, id, Closed));

    private void Know(PublicationKind kind, bool isKnown)
    {
        if (isKnown)
        {
            _knows.Add(kind);
        }
        else
        {
            _knows.Remove(kind);
        }
    }

    private void Choose(long id, bool isChosen)
    {
        if (!isChosen)
        {
            _chosen.Remove(id);
        }
        else if (_chosen.Count < MostCompared)
        {
            _chosen.Add(id);
        }

        _compared = ComparedStudies.Of([.. _chosen.Select(Studies.Get)], Studies.Result);
    }

    private async Task DoAsync(Func<Task> work)
    {
        (_fault, _isBusy) = (null, true);
        try
        {
            await work();
        }
        catch (RefusedException refusal)
        {
            _fault = LabWords.Of(Reader, refusal);
        }
        finally
        {
            _isBusy = false;
        }

        _studies = Studies.Newest(MostListed);
    }
}
