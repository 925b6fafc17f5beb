using Microsoft.AspNetCore.Components;
using NodaTime;
using Spillway.App.Accounts;
using Spillway.App.Api;
using Spillway.App.Boards;
using Spillway.App.Console.Orders;
using Spillway.App.Console.Texts;
using Spillway.App.Events;
using Spillway.Engine;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Signals.Orders;

namespace Spillway.App.Console.Events;

/// <summary>Where a drill is planned, begun and watched.</summary>
public sealed partial class DrillDesk
{
    private decimal _by = 1m;
    private decimal _within = 60m;
    private decimal _for = 120m;
    private DrillPlan? _plan;
    private DrillRun? _running;
    private PlannedDrill? _chosen;
    private PlannedDrill? _planned;
    private DateTime? _at;
    private string _note = "";
    private bool _isAsking;
    private bool _isBusy;
    private string? _fault;

    // What was refused stays until something is asked anew: the figures are looked at with every frame.
    private string? _refused;

    /// <summary>Who reads.</summary>
    [CascadingParameter]
    public Reader Reader { get; set; } = null!;

    /// <summary>Who is signed in.</summary>
    [Parameter]
    [EditorRequired]
    public Actor Who { get; set; } = null!;

    /// <summary>The newest frame.</summary>
    [Parameter]
    [EditorRequired]
    public BoardFrame Frame { get; set; } = null!;

    /// <summary>Told when a plan was made or begun.</summary>
    [Parameter]
    public EventCallback Changed { get; set; }

    [Inject]
    internal Drills Drills { get; set; } = null!;

    [Inject]
    internal PlannedDrills Planned { get; set; } = null!;

    [Inject]
    internal OrderTaking Orders { get; set; } = null!;

    [Inject]
    private DeskRoom Room { get; set; } = null!;

    private string Currency => Room.View.Site.Currency;

    private bool IsAsking => _isAsking || _chosen is not null;

    /// <summary>Shows what a planned drill would be now, and asks whether to begin it.</summary>
    /// <param name="plan">The plan.</param>
    public void Choose(PlannedDrill plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (_running is { IsOver: false })
        {
            _refused = Reader["A drill goes on here: end it, or wait until it is over."];
        }
        else
        {
            (_running, _refused, _planned, _chosen) = (null, null, null, plan);
            (_by, _within, _for) = (plan.Wish.ByMw, plan.Wish.WithinSeconds, plan.Wish.ForSeconds);
            Plan();
        }

        StateHasChanged();
    }

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        if (_running is not null)
        {
            _running.Take(Frame);
        }
        else
        {
            Plan();
        }
    }

    private void Plan()
    {
        try
        {
            _plan = Drills.Plan(_by, _within, _for);
            _fault = null;
        }
        catch (RefusedException)
        {
            _plan = null;
            _fault = Reader["Give MW above zero and at most the {0} drawn now, and 1 to 3,600 seconds.", Reader.Mw(Frame.Power)];
        }
    }

    private void Change()
    {
        _refused = null;
        Plan();
    }

    private void AskAsync() => (_isAsking, _planned) = (_plan is not null, null);

    private void Leave() => (_isAsking, _chosen) = (false, null);

    private async Task PlanLaterAsync()
    {
        if (_isBusy || _at is not { } at)
        {
            return;
        }

        (_isBusy, _refused, _planned) = (true, null, null);
        try
        {
            var time = LocalDateTime.FromDateTime(at).InZoneLeniently(Reader.Zone).ToInstant();
            _planned = await Planned.PlanAsync(Who, new(time, _by, _within, _for, _note), CancellationToken.None);
            (_at, _note) = (null, "");
            await Changed.InvokeAsync();
        }
        catch (RefusedException refusal)
        {
            _refused = RefusalWords.Whole(Reader, refusal);
        }

        _isBusy = false;
    }

    // A second press comes before the page is drawn with the button off: it would be a second order.
    private async Task BeginAsync()
    {
        if (_isBusy || _running is not null)
        {
            return;
        }

        (_isBusy, _refused) = (true, null);
        try
        {
            var (plan, order, answer) = await GiveAsync();
            if (answer.IsAccepted)
            {
                _running = new(plan, order, answer.Level ?? plan.Level, Frame);
                await Changed.InvokeAsync();
            }
            else
            {
                _refused = new OrderTexts(Reader).Verdict(answer.Verdict);
            }
        }
        catch (RefusedException refusal)
        {
            _refused = RefusalWords.Whole(Reader, refusal);
        }

        _isBusy = false;
        Leave();
    }

    private async Task<(DrillPlan Plan, Order Order, OrderAnswer Answer)> GiveAsync()
    {
        if (_chosen is { } chosen)
        {
            return await Planned.BeginAsync(Who, chosen.Id, CancellationToken.None);
        }

        var plan = _plan!;
        var (order, answer) = await Drills.BeginAsync(Who, plan, CancellationToken.None);
        return (plan, order, answer);
    }

    private async Task ReleaseAsync()
    {
        if (_isBusy)
        {
            return;
        }

        (_isBusy, _refused) = (true, null);
        try
        {
            await Orders.GiveAsync(Who, Orders.Release(_running!.Order.Id.Text, Who.Name, Drills.Reason), CancellationToken.None);
        }
        catch (RefusedException refusal)
        {
            _refused = RefusalWords.Whole(Reader, refusal);
        }

        _isBusy = false;
    }

    private void Another() => (_running, _refused) = (null, null);

    private string Progress(DrillRun running) => running switch
    {
        { IsOver: true, Least: var least, Before: var before } => Reader["It is over: {0} came off at most, {1} were promised.", Reader.Mw(before - least), Reader.Mw(running.Plan.Promise.Reduction)],
        { ReachedAfter: { } after } => Reader["The level was reached after {0}; {1} are off.", EventTexts.Seconds(Reader, after), Reader.Mw(running.Before - running.Now)],
        _ => Reader["{0} of {1} are off.", Reader.Mw(running.Before - running.Now), Reader.Mw(running.Plan.By)],
    };
}
