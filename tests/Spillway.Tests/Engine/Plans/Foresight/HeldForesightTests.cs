using CsCheck;
using NodaTime;
using Shouldly;
using Spillway.Engine.Plans;
using Spillway.Engine.Plans.Foresight;
using Spillway.Engine.Signals.Obligations;
using Spillway.Simulation.Backtest;
using Spillway.Tests.Simulation.Independent;
using Spillway.Units;
using Xunit;

namespace Spillway.Tests.Engine.Plans.Foresight;

/// <summary>Foresight of sites of which others hold MW, against every plan there is, each run through the same loop.</summary>
public sealed class HeldForesightTests
{
    private static readonly Backtester _backtester = new(TimeProvider.System);

    // Some tenths of what the site can run, from one interval to another; upwards or downwards.
    private static readonly Gen<(int From, int Length, int Tenths, bool IsUp)[]> _awards =
        Gen.Select(Gen.Int[0, 3], Gen.Int[1, 3], Gen.Int[1, 9], Gen.Int[0, 3], (from, length, tenths, kind) => (from, length, tenths, kind > 0)).Array[1, 2];

    [Fact]
    public void Of_every_plan_of_a_small_site_that_serves_its_awards_none_is_better()
    {
        var exact = 0;
        Gen.Select(RandomSites.SingleMode(2, 2), RandomSites.Grids(2, 3), _awards, Gen.Bool).Sample(
            drawn =>
            {
                var (site, isFree) = (drawn.Item1, drawn.Item4);
                site = isFree ? site with { ImportMw = 1_000m, RampUpMwPerMinute = null, RampDownMwPerMinute = null } : site;
                var input = Held(site, drawn.Item2, drawn.Item3);
                var foresight = new ForesightSearch(_backtester).Best(input, [], null, CancellationToken.None);
                var best = EveryPlan.Of(input).Max(plan => _backtester.Run(input, new ForesightPolicy(plan), null, CancellationToken.None).Totals.Net.Numerator);

                foresight.UpperBound.Numerator.ShouldBeGreaterThanOrEqualTo(best);
                if (foresight.IsExact)
                {
                    Interlocked.Increment(ref exact);
                    foresight.Run.Totals.Net.Numerator.ShouldBe(best);
                    foresight.Gap.ShouldBe(ExactMoney.Zero);
                }
            },
            iter: 16);
        exact.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void No_policy_ends_ahead_of_foresight_and_no_run_above_the_bound()
    {
        Gen.Select(RandomSites.SingleMode(2, 8), RandomSites.Grids(8, 16), _awards).Sample(
            drawn =>
            {
                var input = Held(drawn.Item1, drawn.Item2, drawn.Item3);
                List<PolicyRun> others =
                [
                    _backtester.Run(input, new AlwaysOnPolicy(), null, CancellationToken.None),
                    _backtester.Run(input, new StrikePolicy(), null, CancellationToken.None),
                ];
                var foresight = new ForesightSearch(_backtester).Best(input, others, null, CancellationToken.None);

                others.ShouldAllBe(other => other.Totals.Net.Numerator <= foresight.Run.Totals.Net.Numerator);
                foresight.Gap.Numerator.ShouldBeGreaterThanOrEqualTo(0m);
            },
            iter: 20);
    }

    [Fact]
    public void A_large_site_keeps_what_will_be_held_rather_than_start_it_anew()
    {
        // Above what they earn for one interval, and held in the next: a stop would cost a restart of an hour.
        var site = new SlowSite(
            1_000m, null, null,
            [new("hall", 20_000, [new("off", 0m, 0m), new("normal", 5_000m, 0m)], 1m, 60m, 0m, 0m, 0m, 50m, 0m)],
            [], 60m, static _ => 40m);
        SlowInterval[] grid = [At(0, 20m), At(1, 60m), At(2, 60m), At(3, 20m), At(4, 20m)];
        var input = EngineSites.Input(site, grid) with { Held = new([Award(grid, 2, 4, 40m)]) };

        var run = new ForesightSearch(_backtester).Best(input, [], null, CancellationToken.None).Run;
        var free = new ForesightSearch(_backtester).Best(input with { Held = HeldBook.Empty }, [], null, CancellationToken.None).Run;

        Machines(free).ShouldBe([20_000, 20_000, 20_000, 20_000, 20_000], "a restart costs more than two dear hours");
        Machines(run).ShouldBe(Machines(free));

        // Where the dear hours are dearer it pays to stop what nobody holds, and to keep the 8,000 machines that are held in the second dear hour through the first.
        grid = [At(0, 20m), At(1, 90m), At(2, 90m), At(3, 20m), At(4, 20m)];
        input = EngineSites.Input(site, grid) with { Held = new([Award(grid, 2, 3, 40m)]) };
        Machines(new ForesightSearch(_backtester).Best(input with { Held = HeldBook.Empty }, [], null, CancellationToken.None).Run)
            .ShouldBe([20_000, 0, 0, 20_000, 20_000]);
        Machines(new ForesightSearch(_backtester).Best(input, [], null, CancellationToken.None).Run).ShouldBe([20_000, 8_000, 8_000, 20_000, 20_000]);
    }

    private static List<int> Machines(PolicyRun run) => [.. run.Steps.Where(step => step.Decision is not null).Select(step => step.Decision!.Commands[0].Machines)];

    private static SlowInterval At(int hour, decimal price) => new(new DateTime(2023, 8, 17, 12 + hour, 0, 0, DateTimeKind.Utc), price);

    private static HeldPower Award(SlowInterval[] grid, int from, int to, decimal megawatts) => new(
        Instant.FromDateTimeUtc(grid[from].StartUtc), Instant.FromDateTimeUtc(grid[to].StartUtc), HolderKind.AncillaryUp, "as-1", "rrs-ufr", new(megawatts));

    private static BacktestInput Held(SlowSite site, SlowInterval[] grid, (int From, int Length, int Tenths, bool IsUp)[] awards)
    {
        var input = EngineSites.Input(site, grid);
        var most = site.Loads.Sum(load => load.Machines * (load.Mw(SlowLoad.Normal) - load.Mw(0)));
        return input with
        {
            Held = new(awards.Select((award, index) => new HeldPower(
                input.From + (input.Prices.Interval * award.From),
                input.From + (input.Prices.Interval * (award.From + award.Length)),
                award.IsUp ? HolderKind.AncillaryUp : HolderKind.AncillaryDown,
                $"as-{index}",
                "",
                new(most * award.Tenths / 20m)))),
        };
    }
}
