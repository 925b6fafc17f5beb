using Grpc.Core;
using Spillway.Devices.Wire.Braiins;
using Spillway.Simulation.World;

namespace Spillway.Simulation.Emulators.Braiins;

/// <summary>Pause, resume and reboot; each says whether the machine was so already.</summary>
internal sealed class BraiinsActions : ActionsService.ActionsServiceBase
{
    public override Task<PauseMiningResponse> PauseMining(PauseMiningRequest request, ServerCallContext context)
    {
        var machine = BraiinsCall.LoggedIn(context);
        var was = machine.Look().IsToldToSleep;
        BraiinsCall.Tell(machine, new MachineInstruction.Sleep());
        return Task.FromResult(new PauseMiningResponse { AlreadyPaused = was });
    }

    public override Task<ResumeMiningResponse> ResumeMining(ResumeMiningRequest request, ServerCallContext context)
    {
        var machine = BraiinsCall.LoggedIn(context);
        var was = !machine.Look().IsToldToSleep;
        BraiinsCall.Tell(machine, new MachineInstruction.Wake());
        return Task.FromResult(new ResumeMiningResponse { AlreadyMining = was });
    }

    public override Task<RebootResponse> Reboot(RebootRequest request, ServerCallContext context)
    {
        BraiinsCall.Tell(BraiinsCall.LoggedIn(context), new MachineInstruction.Reboot());
        return Task.FromResult(new RebootResponse());
    }
}
