using System.Security.Cryptography;
using System.Text;
using Shouldly;
using Spillway.Engine.Commands;
using Spillway.Engine.Plans;
using Spillway.Units;
using Xunit;

namespace Spillway.Tests.Engine.Commands;

public sealed class DecisionHashTests
{
    [Fact]
    public void A_known_decision_has_a_known_hash()
    {
        using var hash = new DecisionHash();
        hash.Add(new(Halls.Slot(0), [Command("hall-a", 1, "normal", 12_000, ReasonCode.PriceBelowValue), Command("hall-b", 0, "off", 0, ReasonCode.PriceAboveValue)], null));
        hash.Add(new(Halls.Slot(1), [Command("hall-a", 2, "low", 7, ReasonCode.ImportLimit), Command("hall-b", 0, "off", 0, ReasonCode.MinimumDownTime)], null));

        const string Canonical =
            "2023-08-17T20:00:00Z|hall-a|normal|12000|price-below-value\n"
            + "2023-08-17T20:00:00Z|hall-b|off|0|price-above-value\n"
            + "2023-08-17T20:15:00Z|hall-a|low|7|import-limit\n"
            + "2023-08-17T20:15:00Z|hall-b|off|0|minimum-down-time\n";
        hash.Current().ShouldBe(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Canonical))));
        hash.Current().ShouldBe("c3e30f8eafe5f023fb7d9cca7f978e0a6d52bfe446afc1002371df9e06f68327");
    }

    [Fact]
    public void Nothing_decided_is_the_hash_of_nothing()
    {
        using var hash = new DecisionHash();
        hash.Current().ShouldBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    [Fact]
    public void Figures_of_a_reason_and_power_stay_outside_and_everything_else_counts()
    {
        var command = Command("hall-a", 1, "normal", 3, ReasonCode.ExpectedGain);
        var plain = Of(command);

        Of(command with { Power = new(5m) }).ShouldBe(plain);
        Of(command with { Reason = new(ReasonCode.ExpectedGain, new EnergyPrice(3m), Expected: new EnergyPrice(9m)) }).ShouldBe(plain);
        Of(command with { Machines = 4 }).ShouldNotBe(plain);
        Of(command with { ModeName = "low" }).ShouldNotBe(plain);
        Of(command with { Group = new("hall-b") }).ShouldNotBe(plain);
        Of(command with { Reason = new(ReasonCode.ExpectedLoss) }).ShouldNotBe(plain);
    }

    [Fact]
    public void Every_reason_code_has_a_text_of_its_own()
    {
        var texts = Enum.GetValues<ReasonCode>().Select(ReasonCodes.Text).ToList();

        texts.Distinct().Count().ShouldBe(texts.Count);
        Should.Throw<ArgumentOutOfRangeException>(() => ReasonCodes.Text((ReasonCode)0));
    }

    private static string Of(GroupCommand command)
    {
        using var hash = new DecisionHash();
        hash.Add(new(Halls.Slot(), [command], null));
        return hash.Current();
    }

    private static GroupCommand Command(string group, int mode, string name, int machines, ReasonCode code) =>
        new(new(group), mode, name, machines, Megawatts.Zero, new(code));
}
