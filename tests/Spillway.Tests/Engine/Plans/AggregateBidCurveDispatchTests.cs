using System.Collections.Immutable;
using CsCheck;
using NodaTime;
using Shouldly;
using Spillway.Engine.Commands;
using Spillway.Engine.Plans;
using Spillway.Engine.Signals;
using Spillway.Engine.Signals.Obligations;
using Spillway.Engine.Sites;
using Spillway.Units;
using Xunit;

namespace Spillway.Tests.Engine.Plans;

/// <summary>The curve and the dispatch are one thing seen from two sides: random sites, with modes, sleep and limits.</summary>
public sealed class AggregateBidCurveDispatchTests
{
    private static readonly Hashprice _hashprice = new(55m);
    private static readonly SettlementPoint _point = SettlementPoint.FromColumn("LZ_WEST");
    private static readonly Instant _start = Instant.FromUtc(2023, 8, 17, 20, 0);

    private static readonly Gen<OperatingMode> _mode =
        Gen.Select(Gen.Int[200, 4000], Gen.Int[10, 300], (watts, hash) => new OperatingMode("", new(watts), new(hash)));

    private static readonly Gen<Site> _simple = Sites(modes: 1, asleep: Gen.Const(0));
    private static readonly Gen<Site> _any = Sites(modes: 3, asleep: Gen.Int[0, 100]);
    private static readonly Gen<decimal> _price = Gen.Int[-30_000, 60_000].Select(cents => cents / 100m);

    [Fact]
    public void Prices_never_rise_and_power_always_grows_within_the_limit() =>
        _any.Sample(site =>
        {
            var curve = AggregateBidCurve.Of(site, _hashprice);

            curve.Steps.Zip(curve.Steps.Skip(1)).ShouldAllBe(pair => pair.First.Price >= pair.Second.Price && pair.First.UpTo == pair.Second.Below);
            curve.Steps.ShouldAllBe(step => step.UpTo > step.Below && step.UpTo <= site.Limits.Import && step.Machines > 0);
        });

    [Fact]
    public void With_one_running_mode_each_the_curve_is_what_strike_runs_at_every_price() =>
        Gen.Select(_simple, _price).Sample((site, price) =>
        {
            var curve = AggregateBidCurve.Of(site, _hashprice);
            foreach (var at in Around(curve, price))
            {
                curve.At(at).ShouldBe(Strike(site, at).Power, $"at {at}");
            }
        });

    [Fact]
    public void With_modes_and_sleep_the_curve_is_what_strike_runs_but_for_less_than_a_machine_where_the_limit_binds() =>
        Gen.Select(_any, _price).Sample((site, price) =>
        {
            var curve = AggregateBidCurve.Of(site, _hashprice);
            var open = AggregateBidCurve.Of(site with { Limits = new(new(1_000_000m), null, null) }, _hashprice);
            var largest = site.Loads.Max(group => Enumerable.Range(0, group.Modes.Length).Max(mode => group.PowerPerMachine(mode).Value));
            foreach (var at in Around(open, price))
            {
                var apart = Math.Abs(curve.At(at).Value - Strike(site, at).Power.Value);
                if (open.At(at) <= site.Limits.Import)
                {
                    apart.ShouldBe(0m, $"at {at}");
                }
                else
                {
                    apart.ShouldBeLessThan(largest, $"at {at}");
                }
            }
        });

    /// <summary>A random price, and the whole cents to both sides of every step.</summary>
    private static IEnumerable<EnergyPrice> Around(AggregateBidCurve curve, decimal price) =>
        curve.Steps
            .SelectMany(step => new[] { decimal.Floor(step.Price.Value * 100m) / 100m, (decimal.Floor(step.Price.Value * 100m) + 1m) / 100m })
            .Append(price)
            .Select(at => new EnergyPrice(at));

    private static Dispatched Strike(Site site, EnergyPrice newest)
    {
        var states = site.Loads.Select(group => GroupState.Settled(group, group.Machines)).ToImmutableArray();
        var known = PriceHistory.Empty([_point], 0).With(new(_start - Duration.FromMinutes(15), newest, [(double)newest.Value]));
        var slot = new Slot(_start, Duration.FromMinutes(15));
        var frame = SignalFrame.Empty with { DecisionHashprice = _hashprice };
        var answer = new StrikePolicy().Choose(null, new(site, slot, IsFirst: false, known, frame, states));
        return Dispatch.Of(site, slot, states, Megawatts.Zero, answer.Plan, _hashprice, HeldBounds.None);
    }

    private static Gen<Site> Sites(int modes, Gen<int> asleep)
    {
        var group = Gen.Select(_mode.Array[1, modes], asleep, Gen.Int[1, 60], Gen.Int[-100, 150], Gen.Bool)
            .Select((running, sleep, machines, value, cooled) => new LoadGroup(
                new("unnamed"),
                "miner",
                machines,
                [new("off", new(sleep), default), .. running],
                1,
                new(cooled ? 1.05m : 1m),
                default,
                default,
                default,
                default,
                value > 0 ? new EnergyPrice(value) : null,
                new(0.01m)));
        return Gen.Select(group.Array[1, 4], Gen.Int[20, 130]).Select((groups, percent) =>
        {
            var most = groups.Sum(one => one.Machines * Enumerable.Range(0, one.Modes.Length).Max(mode => one.PowerPerMachine(mode).Value));
            var named = groups.Select((one, index) => one with { Id = new($"group-{index + 1}") });
            return new Site(new("random"), new(new(most * percent / 100m), null, null), [.. named], []);
        });
    }
}
