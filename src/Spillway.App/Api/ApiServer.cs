using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Spillway.App.Composition;
using Spillway.Engine;

namespace Spillway.App.Api;

/// <summary>The desk's HTTP API on 127.0.0.1, open to whoever holds the token.</summary>
public sealed class ApiServer : IAsyncDisposable
{
    private const int MostBodyBytes = 64 * 1024;
    private const int MostConnections = 100;
    private const string Scheme = "Bearer ";

    private readonly WebApplication _application;

    private ApiServer(WebApplication application, int port)
    {
        _application = application;
        Port = port;
    }

    /// <summary>The port it has.</summary>
    public int Port { get; }

    /// <summary>Opens the port and answers until it is disposed of.</summary>
    /// <param name="desk">The desk.</param>
    /// <param name="port">The port; 0 for any free one.</param>
    /// <param name="token">What opens it.</param>
    /// <param name="wall">The wall clock.</param>
    /// <param name="cancellation">Gives up starting.</param>
    /// <returns>The server, listening.</returns>
    /// <exception cref="RefusedException"><see cref="DeskErrors.PortTaken"/>.</exception>
    public static async Task<ApiServer> StartAsync(DeskView desk, int port, string token, TimeProvider wall, CancellationToken cancellation)
    {
        var application = Build(desk, port, token, wall);
        try
        {
            await application.StartAsync(cancellation).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is IOException or SocketException)
        {
            await application.DisposeAsync().ConfigureAwait(false);
            throw new RefusedException(DeskErrors.PortTaken, $"127.0.0.1:{port}: {fault.Message.ReplaceLineEndings(" ")}", fault);
        }

        var address = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return new(application, new Uri(address).Port);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // A token that is already cancelled: connections are cut and not waited for.
        await _application.StopAsync(new CancellationToken(canceled: true)).ConfigureAwait(false);
        await _application.DisposeAsync().ConfigureAwait(false);
    }

    private static WebApplication Build(DeskView desk, int port, string token, TimeProvider wall)
    {
        // Empty on purpose: no configuration files, no console lifetime, no log of every request.
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MostBodyBytes;
            kestrel.Limits.MaxConcurrentConnections = MostConnections;
            kestrel.Listen(IPAddress.Loopback, port, listen => listen.Protocols = Microsoft.AspNetCore.Server.Kestrel.Core.HttpProtocols.Http1);
        });
        builder.Services.AddRoutingCore();
        var application = builder.Build();
        application.Use(next => http => GuardAsync(http, next, token));
        new ApiRoutes(desk, wall).Map(application);
        return application;
    }

    private static async Task GuardAsync(HttpContext http, RequestDelegate next, string token)
    {
        // A page in a browser may reach 127.0.0.1 under a name of its own; the token keeps it out, and so does this.
        if (http.Request.Host.Host is not ("127.0.0.1" or "localhost") || !IsOpenedBy(http.Request.Headers.Authorization.ToString(), token))
        {
            http.Response.Headers.WWWAuthenticate = "Bearer";
            await ApiProblem.WriteAsync(http, StatusCodes.Status401Unauthorized, ApiErrors.Unauthorised, "The request carries no token that this desk knows.", null).ConfigureAwait(false);
            return;
        }

        try
        {
            await next(http).ConfigureAwait(false);
        }
        catch (RefusedException refusal)
        {
            await ApiProblem.WriteAsync(http, Status(refusal.Code), refusal.Code, refusal.What, null).ConfigureAwait(false);
        }
        catch (BadHttpRequestException cause)
        {
            await ApiProblem.WriteAsync(http, cause.StatusCode, ApiErrors.BadBody, cause.Message, null).ConfigureAwait(false);
        }
    }

    private static bool IsOpenedBy(string header, string token) =>
        header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(header[Scheme.Length..].Trim()), Encoding.UTF8.GetBytes(token));

    private static int Status(ErrorCode code) =>
        code == ApiErrors.BadBody ? StatusCodes.Status400BadRequest
        : code == ApiErrors.NoAnswer ? StatusCodes.Status503ServiceUnavailable
        : code == ApiErrors.NotConfirmed || code == ApiErrors.OrderRefused ? StatusCodes.Status409Conflict
        : StatusCodes.Status422UnprocessableEntity;
}
