using Microsoft.AspNetCore.Components;
using NodaTime;
using Spillway.App.Console.Layout;
using Spillway.App.Earnings;
using Spillway.App.Statements.Trails;
using Spillway.Engine;

namespace Spillway.App.Console.Earnings;

/// <summary>What the site earned, why, and where every cent came from. What is shown stands in the address.</summary>
public sealed partial class MoneyPage : DeskPage
{
    // A total that has grown is shown within this; settling a day again is a matter of milliseconds.
    private static readonly TimeSpan _look = TimeSpan.FromSeconds(2);

    private MoneyPeriod? _period;
    private SettledPeriod? _settled;
    private MoneyFigures? _figures;
    private LineTrail? _trail;
    private RefusedException? _refusal;
    private CancellationTokenSource? _wait;
    private Task _loading = Task.CompletedTask;
    private Task _looking = Task.CompletedTask;
    private long _steps;
    private bool _isEnded;

    /// <summary>The statements.</summary>
    [Inject]
    public EarningsBook Book { get; set; } = null!;

    /// <summary>Walks lines back.</summary>
    [Inject]
    public LineWalk Walk { get; set; } = null!;

    /// <summary><c>today</c> or <c>month</c>.</summary>
    [SupplyParameterFromQuery(Name = "period")]
    public string? PeriodWord { get; set; }

    /// <summary>A day, as 2026-07-25.</summary>
    [SupplyParameterFromQuery(Name = "day")]
    public string? DayText { get; set; }

    /// <summary>A month, as 2026-07.</summary>
    [SupplyParameterFromQuery(Name = "month")]
    public string? MonthText { get; set; }

    /// <summary>The first day.</summary>
    [SupplyParameterFromQuery(Name = "from")]
    public string? FromText { get; set; }

    /// <summary>The day after the last.</summary>
    [SupplyParameterFromQuery(Name = "to")]
    public string? ToText { get; set; }

    /// <summary>The charge whose lines are shown.</summary>
    [SupplyParameterFromQuery(Name = "charge")]
    public string? Charge { get; set; }

    /// <summary>Its contract.</summary>
    [SupplyParameterFromQuery(Name = "contract")]
    public string? Contract { get; set; }

    /// <summary><c>amount</c> for the largest first.</summary>
    [SupplyParameterFromQuery(Name = "order")]
    public string? Order { get; set; }

    /// <summary>Which leaf of the lines.</summary>
    [SupplyParameterFromQuery(Name = "leaf")]
    public int? Leaf { get; set; }

    /// <summary>The line that is walked back.</summary>
    [SupplyParameterFromQuery(Name = "line")]
    public string? Line { get; set; }

    /// <summary>The order whose event is told of; empty for the list of events.</summary>
    [SupplyParameterFromQuery(Name = "event")]
    public string? Event { get; set; }

    /// <inheritdoc/>
    protected override bool Follows => false;

    /// <summary>The month that is shown and over, and so may be booked.</summary>
    private YearMonth? WholeMonth => _period?.WholeMonth is { } month && _period.To <= Book.Today ? month : null;

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        try
        {
            (_period, _refusal) = (MoneyPeriod.Parse(Field, Book.Today), null);
        }
        catch (RefusedException refusal)
        {
            (_period, _refusal) = (null, refusal);
            return;
        }

        if (Book.Find(_period) is { } known)
        {
            Show(known);
        }
        else if (_settled?.Period != _period)
        {
            (_settled, _figures) = (null, null);
        }

        _trail = _trail?.Line.Id.ToString() == Line ? _trail : null;
        if (RendererInfo.IsInteractive && Event is null)
        {
            Load();
        }
    }

    /// <inheritdoc/>
    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender)
        {
            _looking = LookAsync();
        }
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        _wait?.Cancel();
        await base.DisposeAsync();
        await _looking;
        await _loading;
        _wait?.Dispose();
    }

    private string? Field(string name) => name switch
    {
        "period" => PeriodWord,
        "day" => DayText,
        "month" => MonthText,
        "from" => FromText,
        "to" => ToText,
        _ => null,
    };

    private void Show(SettledPeriod settled) => (_settled, _figures) = (settled, MoneyFigures.Of(settled));

    private void Load()
    {
        _wait?.Cancel();
        _wait?.Dispose();
        _wait = CancellationTokenSource.CreateLinkedTokenSource(Closed);
        (_isEnded, _steps) = (false, Book.Steps);
        _loading = LoadAsync(_loading, _period!, Line, _wait.Token);
    }

    private async Task LoadAsync(Task before, MoneyPeriod period, string? line, CancellationToken cancellation)
    {
        await before;
        try
        {
            var settled = await Book.OfAsync(period, cancellation);
            var trail = line is { Length: > 0 } ? await Walk.OfAsync(settled, line, cancellation) : null;
            Show(settled);
            (_trail, _refusal) = (trail, null);
        }
        catch (OperationCanceledException)
        {
            return;
        }
        catch (RefusedException refusal)
        {
            _refusal = refusal;
        }

        StateHasChanged();
    }

    private void End()
    {
        _wait?.Cancel();
        _isEnded = true;
    }

    // Looks whether the desk has gone on, and shows how far work in the background is.
    private async Task LookAsync()
    {
        using var timer = new PeriodicTimer(_look, Room.Wall);
        try
        {
            while (await timer.WaitForNextTickAsync(Closed))
            {
                if (Event is null && _loading.IsCompleted && Book.Steps != _steps && _period is { } period && period.To > Book.Today)
                {
                    Load();
                }

                StateHasChanged();
            }
        }
        catch (OperationCanceledException) when (Closed.IsCancellationRequested)
        {
            // The page was left.
        }
    }

    private string Words(decimal net) => net < 0m ? Reader["The site lost"] : Reader["The site earned"];
}
