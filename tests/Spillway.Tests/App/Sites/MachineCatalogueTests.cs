using System.Collections.Immutable;
using Shouldly;
using Spillway.App.Sites;
using Spillway.Engine;
using Spillway.Engine.Sites;
using Spillway.Units;
using Xunit;

namespace Spillway.Tests.App.Sites;

public sealed class MachineCatalogueTests
{
    [Fact]
    public void Every_machine_is_there_once_with_plausible_figures_and_a_source()
    {
        MachineCatalogue.All.Length.ShouldBeGreaterThan(40);
        MachineCatalogue.All.Select(machine => machine.Id).ShouldBeUnique();
        MachineCatalogue.All.ShouldAllBe(machine => machine.Source.Length > 10 && machine.Maker.Length > 0);
        MachineCatalogue.All.ShouldAllBe(machine => machine.JoulesPerTerahash > 5m && machine.JoulesPerTerahash < 110m);
        MachineCatalogue.All.Select(machine => machine.Cooling).Distinct().ShouldBeSubsetOf(["air", "hydro", "immersion"]);
    }

    [Fact]
    public void A_derived_machine_draws_its_efficiency_times_its_hash_rate()
    {
        var derived = MachineCatalogue.All.Where(machine => machine.Certainty == Certainty.Derived).ToList();

        // The sources give J/TH to a tenth, so the quotient is one to a tenth but for the rounding of the watts.
        derived.ShouldNotBeEmpty();
        derived.ShouldAllBe(machine => Math.Abs(machine.JoulesPerTerahash - Math.Round(machine.JoulesPerTerahash, 1)) < 0.01m);
    }

    /// <summary>TH/s, W, J/TH and the breakeven in USD/MWh, no overhead, no fee, at 40, 55, 100 and 150 USD/PH/day.</summary>
    [Theory]
    [InlineData("antminer-s9", 13.5, 1323, 98, 17.0, 23.4, 42.5, 63.8)]
    [InlineData("antminer-s19-pro", 110, 3250, 29.5, 56.5, 77.7, 141.2, 211.9)]
    [InlineData("antminer-s19", 95, 3278, 34.5, 48.3, 66.4, 120.8, 181.2)]
    [InlineData("antminer-s19-xp", 140, 3010, 21.5, 77.5, 106.6, 193.8, 290.7)]
    [InlineData("whatsminer-m50s", 126, 3276, 26, 64.1, 88.1, 160.3, 240.4)]
    [InlineData("whatsminer-m60s", 186, 3441, 18.5, 90.1, 123.9, 225.2, 337.8)]
    [InlineData("avalon-a1466", 150, 3230, 21.5, 77.5, 106.6, 193.8, 290.7)]
    [InlineData("antminer-s21", 200, 3500, 17.5, 95.2, 131.0, 238.1, 357.1)]
    [InlineData("antminer-s21-pro", 234, 3510, 15.0, 111.1, 152.8, 277.8, 416.7)]
    [InlineData("antminer-s21-xp", 270, 3645, 13.5, 123.5, 169.8, 308.6, 463.0)]
    [InlineData("antminer-s21-xp-hyd", 473, 5676, 12.0, 138.9, 191.0, 347.2, 520.8)]
    [InlineData("antminer-s23", 318, 3498, 11.0, 151.5, 208.3, 378.8, 568.2)]
    public void Published_breakevens_are_reproduced(string id, double terahashes, double watts, double joules, double at40, double at55, double at100, double at150)
    {
        var machine = MachineCatalogue.Find(id);

        machine.HashRate.Value.ShouldBe((decimal)terahashes);
        machine.Power.Value.ShouldBe((decimal)watts);
        ((double)machine.JoulesPerTerahash).ShouldBe(joules, 0.05);
        foreach (var (hashprice, expected) in new[] { (40m, at40), (55m, at55), (100m, at100), (150m, at150) })
        {
            // The published table divides by J/TH rounded to a tenth.
            var breakeven = Group(machine).Breakeven(1, new Hashprice(hashprice)).Value * machine.JoulesPerTerahash / (decimal)joules;
            ((double)breakeven).ShouldBe(expected, 0.051, $"{id} at {hashprice}");
        }
    }

    [Fact]
    public void An_unknown_machine_is_refused_with_the_nearest()
    {
        var refusal = Should.Throw<RefusedException>(() => MachineCatalogue.Find("s21pro"));

        refusal.Code.ShouldBe(SiteFileErrors.UnknownMachine);
        refusal.Message.ShouldContain("antminer-s21-pro");
    }

    private static LoadGroup Group(CatalogueMachine machine)
    {
        ImmutableArray<OperatingMode> modes = [new("off", default, default), new("normal", machine.Power, machine.HashRate)];
        return new(new("group"), "miner", 1, modes, 1, new(1m), default, default, default, default, null, Ratio.Zero);
    }
}
