using NodaTime;
using Spillway.Tests.Engine.Settlements.Clauses;

namespace Spillway.Tests.App.Documents;

/// <summary>The kinds of contract on their page, each with an example that is read and settled.</summary>
internal static class ContractExamples
{
    private const string Hour = "The hour: 100 MW run at 40 and 60 a MWh and are off at 900 and 1,500 (1 July 2026, 15:00 to 16:00 in Texas).";
    private const string Year = "A whole year, with a reading on every day.";

    private static readonly Instant _hour = Ledger.Local(2026, 7, 1, 15);

    public static ContractExample[] All { get; } =
    [
        new(
            "fixed-block",
            """
            Power bought ahead at one price. It is owed whether it is used or not; what is not drawn is worth the market's price.
            `shape` says when it holds, `from` and `to` on which local days, `nominations` which share of it was elected for a month.
            **The price never decides what runs**: it is paid either way, so it only moves money between buyer and seller. Random
            sites and blocks test that, and no forecast, plan or command may read a contract.
            """,
            "mw: 60\nprice_usd_per_mwh: 28\nsell_back_spread_usd_per_mwh: 1.5",
            """
            Of each interval of h hours: `purchase` B × h × F, `real-time-value` −B × h × P at the price of positions, and with a
            spread s `sell-back-spread` max(0, B × h − what no earlier block has covered) × s. Charge: `fixed-block`.
            """,
            Hour,
            Steps,
            """
            - A spread is money of the statement and of `contract_usd` of a backtest. `look-ahead`, `foresight` and `strike` with
              parameters weigh it: below B MW stopping is worth P − s. Plain `strike` in a backtest takes P.
            - A shape with hours is resolved for the years 2000 to 2059, an hourly file for its own hours. A month in force that nobody
              nominated, or an hour beyond the file, is refused, in a backtest before it begins.
            - What an election costs that is made too late, and a floor below which none may fall, are not modelled.
            """),
        new(
            "index",
            """
            A retail contract that passes the real-time price of metered load on and adds to it. The energy itself is the charge
            `energy-real-time`, which then names this contract.
            """,
            "adder_usd_per_mwh: 2.5\nloss_factor_ratio: 1.02\nfee_usd_per_mwh: 0.63\nfee_usd_per_month: 310\nrounding: cent",
            """
            Of M metered MWh at P with loss factor L: `adder` M × L × adder, `losses` M × (L − 1) × P, `fee` M × fee, and of each month
            `fee` (`month`) at the share of its local days that have a settled interval. Charge: `retail-adder`.
            """,
            Hour,
            Steps,
            """
            - Adder and loss factor have no default: no general figure for them is known.
            - Ancillary costs spread over loads by share, uplifts and securitisation are charges of the market that this kind does not
              compute; what a retailer passes on per MWh goes into the adder or the fee.
            """),
        new(
            "day-ahead",
            "Energy bought or sold in the day-ahead market. How much and at which price stands in the awards file, in the rows of this contract.",
            "",
            "Of a row of A MW at D: `purchase` A × h × D and `real-time-value` −A × h × P at the price of positions. Charge: `day-ahead`.",
            "The hour, with 40 MW awarded at 55.",
            () => Steps().Award(new(_hour, Duration.FromHours(1), new("example"), "day-ahead", new(40m), new(55m), null, null, null, 0, 2)),
            "- A backtest holds what was awarded (`--awards`); its money is settled from files."),
        new(
            "trade",
            "Energy bought from or sold to another party at the settlement point; shapes and dates as for a block. It is charged as `fixed-block`.",
            "side: sell\nmw: 20\nprice_usd_per_mwh: 41",
            "As for a block; a sale has the opposite sign. Consumption uses no trade, so it earns no power credit and has no spread.",
            Hour,
            Steps,
            "- A trade counts in `contract_usd` of a backtest like a block. Credit, collateral and fees of the trade are not modelled."),
        new(
            "ancillary",
            """
            Capacity sold as an ancillary service. Products, who may sell them and what an award obliges to come from the market's
            [rules](rules.md). Where awards are physical (ERCOT until 4 December 2025) the megawatts must stand there and nothing is
            bought back; where they are financial (since 5 December 2025) the difference to what was carried in real time is settled at
            the real-time clearing price.
            """,
            "product: rrs-ufr\nseller: nclr\nqualified_mw: 30",
            """
            Of a row: `award` −MW × h × day-ahead clearing price, charge `ancillary-award`; where awards are financial `imbalance`
            (awarded − carried) × h × real-time clearing price, charge `ancillary-imbalance`.
            """,
            "The hour, with 30 MW awarded at 6, carried while the load runs and bought back at 700 and 1,200 while it is off.",
            Bought,
            """
            - What was carried is a figure of the awards file, not of the meter. A financial award whose row leaves it out is refused,
              since a blank is not a zero.
            - A product whose sellers the rules mark uncertain, or name none, is refused. The charge for deviating from a set-point
              and the loss of the qualification after failures are not money of a statement.
            - `deployed_mw` of a row is kept as evidence and goes into a proof; it makes no line.
            """),
        new(
            "emergency-response",
            """
            Capacity held ready for grid emergencies, paid by the MW and hour in the programme's time periods, and less where it was not
            available. Load that is not there cannot be shed: without `availability_ratio` what the meter says is what was available.
            """,
            "mw: 20\nprice_usd_per_mw_h: 4.36\ntime_periods:\n  - {days: weekdays, from_hour: 13, to_hour: 16}",
            """
            `award` −MW × h × price in the periods, and `penalty` at the same price for what was not available: MW × h × (1 −
            availability), or max(0, MW × h − metered MWh). Charge: `emergency-response`.
            """,
            Hour,
            Steps,
            """
            - The programme's own factor, with what counts as available and from which share on all is paid, was not found in a primary
              source; state `availability_ratio` where the programme has told it. The price has no default.
            - What a failed deployment costs is not modelled.
            - With `baseline` a running desk says what curtailing for price takes off the programme's baseline
              ([how](obligations.md#what-curtailing-now-costs)); no statement counts what is paid by it.
            """),
        new(
            "coincident-peak",
            """
            The transmission charge by demand at the coincident peaks of the year before. What was drawn at each peak is read from the
            meter at the market's official intervals, as far back as the meter files reach, unless `basis` states it. The rate is the
            charge year's in the market's rules unless `rate_usd_per_mw_year` states it.
            """,
            "rate_usd_per_mw_year: 75527\nbasis:\n  - {month: 2025-06, mw: 0}\n  - {month: 2025-07, mw: 100}\n  - {month: 2025-08, mw: 0}\n  - {month: 2025-09, mw: 0}",
            """
            Of each month and each of n peaks: `share` MW ÷ n × a twelfth of the rate (to eight decimals), at the share of the month's
            local days that have a settled interval. Charge: `coincident-peak`.
            """,
            Year + " 100 MW at one of four peaks come to 1,888,175.00, and 30 MW would to 566,452.50.",
            Days,
            """
            - What the wires company passes on may differ from the rate; then it is stated. ERCOT's rate of 2026 is not final.
            - The review of the peaks (twelve instead of four, half hours, a least demand) changes the method of the rules, not this kind.
            - A peak that neither the contract nor a reading tells is refused, not taken for zero.
            """),
        new(
            "delivery",
            """
            The wires company's tariff: demand by the month's highest window, energy, a fee, and a ratchet that lets an earlier peak hold
            the demand up.
            """,
            "demand_usd_per_kw_month: 3.85\nenergy_usd_per_mwh: 0.42\nratchet_ratio: 0.8\nfee_usd_per_month: 1250\nfrom: 2026-07-01\nearlier_peaks:\n  - {month: 2026-06, mw: 150}",
            """
            `energy` M × price of each interval; of each month `demand` highest mean MW over a window × 1,000 × price, `ratchet` max(0,
            ratio × highest of the eleven months before − that) × the same price, and `fee`, all three at the share of the month's local
            days that have a settled interval. Charge: `delivery`.
            """,
            "July 2026 at 100 MW, with one quarter of an hour at 104 MW.",
            () => Ledger.Days(new(2026, 7, 1), new(2026, 8, 1), at => at == _hour ? 26m : 25m, _ => 40m),
            """
            - A window that has an open interval counts as none. Readings longer than the window are windows of their own.
            - Months before `from` hold nothing up unless `earlier_peaks` states them; without `from` a month that nothing tells is refused.
            - Power factor, seasons and hours of a tariff are not modelled.
            """),
        new(
            "hosting",
            """
            Machines of others on the site. A customer has a share of a group's machines; its energy is that share of the group's
            sub-meter, or without one of the site's meter by nameplate.
            """,
            "price_basis: fixed\nprice_usd_per_mwh: 65\ncurtailment_credit_usd_per_mwh: 12\nuptime_ratio: 0.95\nuptime_credit_usd_per_mwh: 20\ncustomers:\n  - {customer: acme, group: hall, share_ratio: 0.4}",
            """
            `share` −MWh × price (the fixed one, or the real-time price passed through) and with `cost-plus` `adder` −MWh × margin;
            `credit` for each contracted MWh not delivered, at the stated price or at the customer's share of what it fetched above the
            fixed price (two lines, `:market` and `:price`); `penalty` for each MWh by which a month falls short of the promise. Charge:
            `hosting`.
            """,
            Hour,
            Steps,
            """
            - Cost is the real-time price of metered load: what the site bought ahead is its own affair.
            - The meter cannot tell a curtailment from a failure: both count against the promise, whatever was credited for them.
            """),
        new(
            "mining-pool",
            """
            Who buys the hash rate. It makes no line: production revenue is by it. Without dates it takes the place of
            `revenue.pool_fee_ratio`, and with it decides what machines are worth; with dates it counts in statements alone, and the desk
            and a backtest go on by `revenue`.
            """,
            "payout: fpps\nfee_ratio: 0.01",
            "What arrives of the hash price: (1 − fee), with `pps` × (1 − transaction fees), with `pplns` × luck.",
            "",
            Steps,
            "- The share of transaction fees and a pool's luck change by the day; they are required where they matter and have no default."),
    ];

    private static Ledger Steps() => new Ledger()
        .Add(_hour, 25m, 40m)
        .Add(_hour + Duration.FromMinutes(15), 25m, 60m)
        .Add(_hour + Duration.FromMinutes(30), 0m, 900m)
        .Add(_hour + Duration.FromMinutes(45), 0m, 1500m);

    private static Ledger Bought()
    {
        var ledger = Steps();
        foreach (var (quarter, carried, price) in new[] { (0, 30m, 1m), (1, 30m, 1m), (2, 0m, 700m), (3, 0m, 1200m) })
        {
            ledger.Award(new(
                _hour + Duration.FromMinutes(15 * quarter), Duration.FromMinutes(15), new("example"), "rrs-ufr", new(30m), new(6m), new(carried), new(price), null, 0, quarter + 2));
        }

        return ledger;
    }

    private static Ledger Days()
    {
        var ledger = new Ledger();
        for (var day = new LocalDate(2026, 1, 1); day.Year == 2026; day = day.PlusDays(1))
        {
            ledger.Add(Ledger.Local(day.Year, day.Month, day.Day), 25m, 40m);
        }

        return ledger;
    }
}
