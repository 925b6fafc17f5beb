using CsCheck;
using Google.Protobuf;
using Shouldly;
using Spillway.Devices.Miners.Braiins;
using Spillway.Devices.Wire.Braiins;
using Xunit;

namespace Spillway.Tests.Devices.Miners.Braiins;

/// <summary>Braiins OS's messages, damaged at random as bytes on the wire.</summary>
public sealed class BraiinsFuzzTests
{
    private static readonly byte[][] _details =
    [
        new GetMinerDetailsResponse
        {
            MinerIdentity = new() { Name = "Antminer S19", MinerModel = "S19" }, BosVersion = new() { Current = "26.04", Major = "26", BosPlus = true },
            Hostname = "m", MacAddress = "02:53:50:00:00:01", BosminerUptimeS = 60, SystemUptimeS = 90, Status = MinerStatus.Normal,
        }.ToByteArray(),
        new GetMinerDetailsResponse { MinerIdentity = new() { MinerModel = "\u001b[2J" }, SystemUptimeS = ulong.MaxValue, Status = (MinerStatus)99 }.ToByteArray(),
    ];

    private static readonly byte[][] _stats =
    [
        new GetMinerStatsResponse
        {
            MinerStats = new() { RealHashrate = new() { Last5S = new() { GigahashPerSecond = 110_000.5 }, Last1M = new() { GigahashPerSecond = 109_000 } } },
            PowerStats = new() { ApproximatedConsumption = new() { Watt = 3250 } },
        }.ToByteArray(),
        new GetMinerStatsResponse
        {
            MinerStats = new() { RealHashrate = new() { Last15S = new() { GigahashPerSecond = double.NaN } } }, PowerStats = new() { ApproximatedConsumption = new() { Watt = ulong.MaxValue } },
        }.ToByteArray(),
    ];

    private static readonly byte[][] _cooling =
    [
        new GetCoolingStateResponse
        {
            Fans = { new FanState { Position = 1, Rpm = 4200, TargetSpeedRatio = 0.7 }, new FanState { Rpm = uint.MaxValue } },
            HighestTemperature = new() { Temperature = new() { DegreeC = 71.5 } },
        }.ToByteArray(),
        new GetCoolingStateResponse { HighestTemperature = new() { Temperature = new() { DegreeC = double.NegativeInfinity } } }.ToByteArray(),
    ];

    [Fact]
    public void Damaged_messages_are_a_reading_or_no_messages() =>
        Fuzz.Try(Gen.Select(Fuzz.Damaged(_details), Fuzz.Damaged(_stats), Fuzz.Damaged(_cooling)), 1_000, messages =>
        {
            try
            {
                var (details, stats, cooling) = (GetMinerDetailsResponse.Parser.ParseFrom(messages.Item1), GetMinerStatsResponse.Parser.ParseFrom(messages.Item2), GetCoolingStateResponse.Parser.ParseFrom(messages.Item3));
                Sound.Reading(BraiinsMiner.Reading(details, stats, cooling));
                details.ToString().ShouldNotBeNull();
                stats.ToString().ShouldNotBeNull();
            }
            catch (InvalidProtocolBufferException)
            {
                // No message of the protocol: the call ends with that.
            }
        });

    [Fact]
    public void A_name_that_cannot_be_shown_is_none() =>
        BraiinsMiner.Reading(new() { MinerIdentity = new() { Name = "\u0001", MinerModel = "S19" } }, new(), new()).Model.ShouldBe("S19");
}
