using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Spillway.App.Api;

namespace Spillway.App.Streams;

/// <summary>Whether the process lives (<c>/health</c>) and whether the desk works (<c>/ready</c>): for whoever restarts it. Open to all on
/// loopback; they say nothing of the site.</summary>
/// <param name="room">The desk.</param>
internal sealed class HealthRoutes(DeskRoom room) : IDeskPart
{
    private const int PassesUntilLate = 10;

    /// <summary>Every method and address, for the reference page.</summary>
    public static IReadOnlyList<(string Method, string Address)> All { get; } = [("GET", "/health"), ("GET", "/ready")];

    /// <inheritdoc/>
    public void Register(IServiceCollection services)
    {
        // They need nothing.
    }

    /// <inheritdoc/>
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/health", ["GET"], static http => ApiJson.WriteAsync(http, StatusCodes.Status200OK, new JsonObject { ["alive"] = true })).AllowAnonymous();
        routes.MapMethods("/ready", ["GET"], ReadyAsync).AllowAnonymous();
    }

    // A desk that makes no passes, or goes by no price that it ever had, is not ready.
    private Task ReadyAsync(HttpContext http)
    {
        var age = Duration.FromTimeSpan(room.Wall.GetElapsedTime(room.Board.Newest.SeenAt));
        var passes = room.Board.Newest.Number > 0 && age < room.View.Plant.Rules.PassPeriod * PassesUntilLate;
        return ApiJson.WriteAsync(http, passes ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable, new JsonObject
        {
            ["ready"] = passes,
            ["passes"] = room.Board.Newest.Number,
            ["newest_pass_age_seconds"] = ApiJson.Seconds(age),
        });
    }
}
