using Grpc.Core;
using Spillway.Devices.Wire.Braiins;

namespace Spillway.Simulation.Emulators.Braiins;

/// <summary>The log-in.</summary>
internal sealed class BraiinsAuthentication : AuthenticationService.AuthenticationServiceBase
{
    public override Task<LoginResponse> Login(LoginRequest request, ServerCallContext context)
    {
        var machine = BraiinsCall.Machine(context);
        return request.Username == machine.Build.User && request.Password == machine.Build.Password
            ? Task.FromResult(new LoginResponse
            {
                Token = machine.Remember(() => new BraiinsMemory()).Give(machine.Identity.Serial, machine.Now),
                TimeoutS = (uint)BraiinsMemory.Lasts.TotalSeconds,
            })
            : throw new RpcException(new Status(StatusCode.Unauthenticated, "invalid username or password"));
    }
}
