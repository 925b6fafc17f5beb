using Grpc.Core;
using Spillway.Devices.Wire.Braiins;

namespace Spillway.Simulation.Emulators.Braiins;

/// <summary>Fans and the hottest sensor.</summary>
internal sealed class BraiinsCooling : CoolingService.CoolingServiceBase
{
    private const uint OnChip = 1;

    public override Task<GetCoolingStateResponse> GetCoolingState(GetCoolingStateRequest request, ServerCallContext context)
    {
        var look = BraiinsCall.LoggedIn(context).Look();
        var state = new GetCoolingStateResponse
        {
            HighestTemperature = new() { Location = OnChip, Temperature = new() { DegreeC = look.ChipCelsius.DefaultIfEmpty(0).Max() } },
        };
        state.Fans.AddRange(look.FanRpm.Select((rpm, position) => new FanState { Position = (uint)position, Rpm = (uint)rpm, TargetSpeedRatio = 0.5 }));
        return Task.FromResult(state);
    }
}
