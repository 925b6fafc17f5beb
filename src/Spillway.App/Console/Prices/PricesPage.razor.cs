using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using NodaTime;
using Spillway.App.Bids;
using Spillway.App.Boards;
using Spillway.App.Console.Layout;
using Spillway.App.Console.Now;
using Spillway.App.Console.Texts;
using Spillway.App.Obligations;
using Spillway.App.Prospects;
using Spillway.Engine;
using Spillway.Engine.Commands;
using Spillway.Units;

namespace Spillway.App.Console.Prices;

/// <summary>What power costs, what is expected, what is planned and why, and what would be at other prices.</summary>
public sealed partial class PricesPage : DeskPage
{
    private static readonly Duration _usual = Duration.FromMinutes(15);
    private static readonly TimeSpan _ledgerFor = TimeSpan.FromSeconds(10);

    private PricesSeen? _seen;
    private PriceChartView? _chart;
    private SiteBid _bid = null!;
    private ImmutableList<Decision> _decisions = [];
    private ImmutableArray<(Instant Start, EnergyPrice Price)> _dayAhead = [];
    private ImmutableArray<HeldRow> _held = [];
    private ImmutableArray<ProgrammeCost> _costs = [];
    private Instant? _shown;
    private DateTimeOffset _ledgerAt;
    private string? _refused;

    /// <summary>What was decided and is expected.</summary>
    [Inject]
    public PlanBook Plans { get; set; } = null!;

    /// <summary>The day-ahead prices.</summary>
    [Inject]
    public DayAheadBook DayAhead { get; set; } = null!;

    /// <summary>The site in a frame.</summary>
    [Inject]
    public DeskPictures Pictures { get; set; } = null!;

    private NowFigures Figures => new(Desk, Pictures.Of(Frame), Reader);

    private bool HasForecast => _seen is { Forecast.IsEmpty: false };

    /// <inheritdoc/>
    protected override async Task BeginAsync()
    {
        _bid = ProspectRoutes.Bid(Desk, Desk.Hashprice);
        Look();
        if (RendererInfo.IsInteractive)
        {
            try
            {
                _dayAhead = await DayAhead.OfAsync();
            }
            catch (RefusedException refusal)
            {
                _refused = RefusalWords.What(Reader, refusal);
            }

            Look();
        }
    }

    /// <inheritdoc/>
    protected override void Framed()
    {
        // Prices and plan move with the interval; a frame comes four times a second.
        if (Frame.PriceStart != _shown || Plans.Decisions.Count != _decisions.Count || (!_decisions.IsEmpty && Plans.Decisions[0] != _decisions[0]))
        {
            Look();
        }
        else if (Room.Wall.GetUtcNow() - _ledgerAt >= _ledgerFor)
        {
            // Orders that hold load come and go between intervals.
            Hold();
        }
    }

    private void Look()
    {
        Hold();
        var (from, to) = PriceDays.Of(Desk);
        var interval = Desk.Site.Installation?.Prices?.Interval ?? _usual;
        (_shown, _decisions) = (Frame.PriceStart, Plans.Decisions);
        _seen = new(from, to, Frame.State.At, interval, Desk.Prices(from, to), _dayAhead, Plans.Forecast);
        _chart = PriceChartView.Of(Reader, _seen, Desk.Site.TimeZone);
    }

    private void Hold()
    {
        (_held, _ledgerAt) = (HeldRow.Of(DeskHeadroom.Coming(Desk, Duration.FromHours(HeadroomCard.Hours))), Room.Wall.GetUtcNow());
        _costs = Desk.Baselines?.Now(Desk) ?? [];
    }

    // Of what a demand curve would draw at what is expected; nobody has decided it.
    private Megawatts Wanted(double price) => _bid.Curve.At(new((decimal)price));
}
