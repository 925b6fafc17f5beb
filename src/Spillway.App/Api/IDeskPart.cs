using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Spillway.App.Api;

/// <summary>One part of what the desk serves: its services and its addresses.</summary>
internal interface IDeskPart
{
    /// <summary>Puts its services in.</summary>
    void Register(IServiceCollection services);

    /// <summary>Puts its addresses in; each says which action it is.</summary>
    void Map(IEndpointRouteBuilder routes);
}
