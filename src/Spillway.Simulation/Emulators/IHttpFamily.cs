using Microsoft.AspNetCore.Http;

namespace Spillway.Simulation.Emulators;

/// <summary>A family that speaks HTTP, or gRPC by way of it.</summary>
public interface IHttpFamily : IEmulatedFamily
{
    /// <summary>Answers one request.</summary>
    /// <param name="http">The request and its answer.</param>
    /// <param name="machine">The machine at the address that was called.</param>
    /// <returns>When it is answered.</returns>
    Task AnswerAsync(HttpContext http, EmulatedMachine machine);
}
