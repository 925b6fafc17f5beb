using System.Collections.Immutable;
using System.Net.Sockets;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Spillway.App.Accounts;
using Spillway.App.Accounts.Authority;
using Spillway.App.Accounts.Sessions;
using Spillway.App.Api.Doors;
using Spillway.App.Api.Limits;
using Spillway.App.Composition;
using Spillway.App.People;
using Spillway.App.Streams;
using Spillway.Engine;

namespace Spillway.App.Api;

/// <summary>What a running desk serves: the API and the console; on 127.0.0.1, and where the site file opens it, to other machines by https.</summary>
public sealed class ApiServer : IAsyncDisposable
{
    private const int MostBodyBytes = 64 * 1024;
    private const int MostConnections = 1000;
    private const int MostHeaderBytes = 32 * 1024;
    private const int MostLineBytes = 8 * 1024;
    private const int MostHeaders = 100;
    private const string ProgramName = "spillway";
    private const string UnreadableBody = "unreadable-body";
    private const string OtherHost = "other-host";

    private static readonly TimeSpan _headersWithin = TimeSpan.FromSeconds(15);

    private static readonly string[] _programs = ["/api", "/metrics", "/openapi"];

    // The framework's own, for files that are not there; closed like all that names no action.
    private const string AssetsFallback = "Fallback {**path:file}";

    private readonly WebApplication _application;

    private ApiServer(WebApplication application, ImmutableArray<int> ports)
    {
        _application = application;
        (Port, PublicPort) = (ports[0], ports.Length > 1 ? ports[1] : null);
    }

    /// <summary>What it is put together from; for tests that try every address.</summary>
    internal IServiceProvider Services => _application.Services;

    /// <summary>The port it has on 127.0.0.1.</summary>
    public int Port { get; }

    /// <summary>The port of the door for other machines; null where there is none.</summary>
    public int? PublicPort { get; }

    /// <summary>Whether a request is for the API and not for the console.</summary>
    /// <param name="request">The request.</param>
    public static bool IsApi(HttpRequest request) =>
        _programs.Any(start => request.Path.StartsWithSegments(start, StringComparison.Ordinal)) || request.Headers.Authorization.Count > 0;

    /// <summary>Opens the port and answers until it is disposed of.</summary>
    /// <param name="room">The desk and its surroundings.</param>
    /// <returns>The server, listening.</returns>
    /// <exception cref="RefusedException"><see cref="DeskErrors.PortTaken"/>, or one of <see cref="DoorErrors"/>.</exception>
    public static async Task<ApiServer> StartAsync(DeskRoom room)
    {
        ArgumentNullException.ThrowIfNull(room);
        var application = Build(room);
        try
        {
            // To the end, however soon the desk is to end: a start given up half-way is told as a failure of the server.
            await application.StartAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is IOException or SocketException)
        {
            await application.DisposeAsync().ConfigureAwait(false);
            throw new RefusedException(DeskErrors.PortTaken, $"127.0.0.1:{room.Port}{(room.Public is { } door ? $" or {door.Address}, port {door.Port}" : "")}: {fault.Message.ReplaceLineEndings(" ")}", fault);
        }

        var addresses = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        return new(application, [.. addresses.Select(static address => new Uri(address).Port)]);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // A token that is already cancelled: connections are cut and not waited for.
        await _application.StopAsync(new CancellationToken(canceled: true)).ConfigureAwait(false);
        await _application.DisposeAsync().ConfigureAwait(false);
    }

    private static WebApplication Build(DeskRoom room)
    {
        var doors = new DeskDoors(room);

        // Empty on purpose: no configuration files, no console lifetime, no log of every request.
        var builder = WebApplication.CreateEmptyBuilder(new() { ApplicationName = ProgramName, ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelCore();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MostBodyBytes;
            kestrel.Limits.MaxConcurrentConnections = MostConnections;
            kestrel.Limits.MaxRequestHeadersTotalSize = MostHeaderBytes;
            kestrel.Limits.MaxRequestLineSize = MostLineBytes;
            kestrel.Limits.MaxRequestHeaderCount = MostHeaders;
            kestrel.Limits.RequestHeadersTimeout = _headersWithin;
            doors.Listen(kestrel);
        });
        if (room.HasConsole)
        {
            builder.WebHost.UseStaticWebAssets();
        }

        var people = new PeopleJournal(room.Journal, room.View.Time);
        var store = new DeskStore(room.DataFolder);
        var authority = new AuthorityDesk(store, people, room.Wall, [.. room.View.Plant.Groups.Select(static group => group.Load.Id)]);
        var events = new DeskEvents(room.View);
        authority.Seconds.Changed += events.Add;
        var limits = new RateLimits(room.Limits, new(people, room.Wall));
        var parts = DeskParts.Of(room, authority, events, limits);
        builder.Services.AddSingleton(_ => limits);
        builder.Services.AddRateLimiter(limits.Set);
        builder.Services.AddSingleton(people);
        builder.Services.AddSingleton(new Refusals(people, room.Wall));
        builder.Services.AddSingleton(store);
        builder.Services.AddSingleton(authority.Gate);
        builder.Services.AddSingleton(authority.Seconds);
        Register(builder, room, parts);
        var application = builder.Build();
        application.Use(next => http => GuardAsync(http, doors, next));
        application.UseRouting();
        application.UseAuthentication();
        application.UseRateLimiter();
        application.UseAuthorization();
        if (room.HasConsole)
        {
            application.UseAntiforgery();
        }

        foreach (var part in parts)
        {
            part.Map(application);
        }

        Check(application);
        return application;
    }

    private static void Register(WebApplicationBuilder builder, DeskRoom room, ImmutableArray<IDeskPart> parts)
    {
        var services = builder.Services;
        // A part that works beside the desk and breaks is said and stands still; by itself the host would end and take the API and the console
        // along, while the desk goes on.
        services.Configure<HostOptions>(static host => host.BackgroundServiceExceptionBehavior = BackgroundServiceExceptionBehavior.Ignore);
        services.AddSingleton(room);
        services.AddSingleton(room.View);
        services.AddSingleton(room.Board);
        services.AddSingleton<IAuthorizationPolicyProvider, ActionPolicies>();
        services.AddSingleton<IAuthorizationHandler, ActionHandler>();
        services.AddAuthentication(DeskSignIn.SchemeName).AddScheme<AuthenticationSchemeOptions, DeskSignIn>(DeskSignIn.SchemeName, null);
        services.AddAuthorization();
        services.AddRouting();

        // It warns that its keys are not encrypted: they lie in a folder of the owner alone, beside the token. And that a page with a form is
        // kept by nobody: so it is meant.
        builder.Logging.AddProvider(new DeskLog(room.Say)).SetMinimumLevel(LogLevel.Warning).AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error)
            .AddFilter("Microsoft.AspNetCore.Antiforgery", LogLevel.Error);
        foreach (var part in parts)
        {
            part.Register(services);
        }
    }

    // An address whose action nobody has named would be open or closed by chance: the desk does not start with one.
    private static void Check(IEndpointRouteBuilder routes)
    {
        var without = routes.DataSources.SelectMany(static source => source.Endpoints)
            .Where(static endpoint => endpoint.Metadata.GetMetadata<IAuthorizeData>() is null && endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null)
            .Select(static endpoint => endpoint.DisplayName).Where(static name => name != AssetsFallback).ToList();
        if (without.Count > 0)
        {
            throw new InvalidOperationException($"These addresses name no action: {string.Join(", ", without)}.");
        }
    }

    private static async Task GuardAsync(HttpContext http, DeskDoors doors, RequestDelegate next)
    {
        SecurityHeaders.PutOn(http);
        if (!doors.Takes(http))
        {
            await RecordAsync(http, OtherHost).ConfigureAwait(false);
            http.Response.Headers.WWWAuthenticate = "Bearer";
            await ApiProblem.WriteAsync(http, StatusCodes.Status401Unauthorized, ApiErrors.Unauthorised, "The request is for another host.", null).ConfigureAwait(false);
            return;
        }

        try
        {
            await next(http).ConfigureAwait(false);
        }
        catch (RefusedException refusal) when (IsApi(http.Request))
        {
            if (refusal.Code == AccountErrors.NotAllowed || refusal.Code == FactorErrors.NoSecondFactor)
            {
                await RecordAsync(http, refusal.What).ConfigureAwait(false);
            }

            if (refusal.Code == ApiErrors.BadBody)
            {
                await RecordAsync(http, UnreadableBody).ConfigureAwait(false);
            }

            if (refusal.Code == ApiErrors.TooMany)
            {
                http.Response.Headers.RetryAfter = "1";
            }

            await ApiProblem.WriteAsync(http, RefusalStatus.Of(refusal.Code), refusal.Code, refusal.What, null).ConfigureAwait(false);
        }
        catch (BadHttpRequestException cause) when (IsApi(http.Request))
        {
            await RecordAsync(http, UnreadableBody).ConfigureAwait(false);
            await ApiProblem.WriteAsync(http, cause.StatusCode, ApiErrors.BadBody, cause.Message, null).ConfigureAwait(false);
        }
    }

    private static ValueTask RecordAsync(HttpContext http, string what) => http.RequestServices.GetRequiredService<Refusals>()
        .RecordAsync(ActorClaims.Of(http.User) ?? Actor.Nobody, what, Caller.Of(http).Address, http.RequestAborted);
}
