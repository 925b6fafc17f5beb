using Grpc.Core;
using Spillway.Simulation.World;

namespace Spillway.Simulation.Emulators.Braiins;

/// <summary>What every call begins with: which machine was called, and whether the caller is logged in.</summary>
internal static class BraiinsCall
{
    public static EmulatedMachine Machine(ServerCallContext context) =>
        ((MachineDevice)context.GetHttpContext().Features.Get<IEmulatedDevice>()!).Machine;

    public static EmulatedMachine LoggedIn(ServerCallContext context)
    {
        var machine = Machine(context);
        return machine.Remember(() => new BraiinsMemory()).Use(context.RequestHeaders.GetValue("authorization"), machine.Now)
            ? machine
            : throw new RpcException(new Status(StatusCode.Unauthenticated, "session expired"));
    }

    public static void Tell(EmulatedMachine machine, MachineInstruction instruction)
    {
        if (machine.Tell(instruction) is InstructionAnswer.Refused refused)
        {
            throw new RpcException(new Status(instruction is MachineInstruction.SetPowerLimit ? StatusCode.InvalidArgument : StatusCode.FailedPrecondition, refused.Reason));
        }
    }
}
