using Grpc.Core;
using Spillway.Devices.Wire.Braiins;

namespace Spillway.Simulation.Emulators.Braiins;

/// <summary>What the machine is and does. Paused, its approximated watts are the tuner's: here they fall with the rate, which no
/// recording shows.</summary>
internal sealed class BraiinsMinerReports : MinerService.MinerServiceBase
{
    public override Task<GetMinerDetailsResponse> GetMinerDetails(GetMinerDetailsRequest request, ServerCallContext context)
    {
        var machine = BraiinsCall.LoggedIn(context);
        var look = machine.Look();
        return Task.FromResult(new GetMinerDetailsResponse
        {
            MinerIdentity = new() { Name = machine.Build.Model, MinerModel = machine.Build.Model },
            BosVersion = new() { Current = "2025-08-06-0-a1b2c3d4-25.07-plus", Major = "25.07", BosPlus = true },
            Hostname = "miner",
            MacAddress = machine.Identity.Mac.ToLowerInvariant(),
            BosminerUptimeS = (ulong)look.Uptime.TotalSeconds,
            SystemUptimeS = (ulong)look.Uptime.TotalSeconds,
            Status = look.IsToldToSleep ? MinerStatus.Paused : MinerStatus.Normal,
        });
    }

    public override Task<GetMinerStatsResponse> GetMinerStats(GetMinerStatsRequest request, ServerCallContext context)
    {
        var look = BraiinsCall.LoggedIn(context).Look();
        var rate = new GigaHashrate { GigahashPerSecond = look.ReportedHashrateThPerS * 1000 };
        return Task.FromResult(new GetMinerStatsResponse
        {
            MinerStats = new() { RealHashrate = new() { Last5S = rate, Last15S = rate, Last30S = rate, Last1M = rate, Last5M = rate } },
            PowerStats = new() { ApproximatedConsumption = new() { Watt = (ulong)Math.Round(look.ReportedWatts) } },
        });
    }
}
