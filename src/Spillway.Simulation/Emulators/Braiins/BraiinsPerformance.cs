using Grpc.Core;
using Spillway.Devices.Wire.Braiins;
using Spillway.Simulation.World;

namespace Spillway.Simulation.Emulators.Braiins;

/// <summary>The power target.</summary>
internal sealed class BraiinsPerformance : PerformanceService.PerformanceServiceBase
{
    public override Task<SetPowerTargetResponse> SetPowerTarget(SetPowerTargetRequest request, ServerCallContext context)
    {
        BraiinsCall.Tell(BraiinsCall.LoggedIn(context), new MachineInstruction.SetPowerLimit(request.PowerTarget?.Watt ?? 0));
        return Task.FromResult(new SetPowerTargetResponse { PowerTarget = request.PowerTarget });
    }
}
