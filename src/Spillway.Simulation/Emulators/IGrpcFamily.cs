using Microsoft.AspNetCore.Routing;

namespace Spillway.Simulation.Emulators;

/// <summary>A family whose gRPC port is served by the framework's own gRPC server. A service finds its machine by
/// <c>context.GetHttpContext().Features.Get&lt;IEmulatedDevice&gt;()</c>, which is a <see cref="MachineDevice"/>.</summary>
public interface IGrpcFamily : IEmulatedFamily
{
    /// <summary>Maps its gRPC services; called once, when the host starts.</summary>
    /// <param name="routes">Where to.</param>
    void Map(IEndpointRouteBuilder routes);
}
