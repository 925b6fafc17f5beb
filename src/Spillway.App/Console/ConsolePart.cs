using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor.Services;
using Spillway.App.Accounts;
using Spillway.App.Api;
using Spillway.App.Api.Doors;
using Spillway.App.Console.Layout;
using Spillway.App.Console.Texts;

namespace Spillway.App.Console;

/// <summary>The console: pages in a browser, drawn on the server.</summary>
/// <param name="room">What it shows.</param>
internal sealed class ConsolePart(DeskRoom room) : IDeskPart
{
    private const string KeysFolder = "console-keys";
    private const string FormsCookie = "spillway-forms";
    private const string CircuitPath = "_blazor";
    private const int MostPendingFrames = 4;

    // A whole site file in one message, as the set-up page sends it: its longest, with room for what JSON adds.
    private const long MostMessageBytes = 1024 * 1024;
    private static readonly TimeSpan _kept = TimeSpan.FromMinutes(3);

    /// <inheritdoc/>
    public void Register(IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents(circuits =>
        {
            circuits.DisconnectedCircuitRetentionPeriod = _kept;
            circuits.MaxBufferedUnacknowledgedRenderBatches = MostPendingFrames;
        }).AddHubOptions(static hub => hub.MaximumReceiveMessageSize = MostMessageBytes);
        services.AddSingleton<CircuitHandler, LookersCircuit>();
        services.AddMudServices();
        services.AddHttpContextAccessor();
        services.AddAntiforgery().AddOptions<AntiforgeryOptions>()
            .Configure<IHttpContextAccessor>(static (options, accessor) => options.Cookie = new HostCookie(accessor, FormsCookie, SameSiteMode.Strict));
        services.AddCascadingAuthenticationState();
        services.AddDataProtection().SetApplicationName("spillway").PersistKeysToFileSystem(OwnFolder(Path.Combine(room.DataFolder, KeysFolder)));
        services.AddSingleton(ConsoleTexts.Embedded());
    }

    /// <inheritdoc/>
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapStaticAssets().AllowAnonymous();
        ReaderRoutes.Map(routes);
        routes.MapRazorComponents<ConsoleHost>().AddInteractiveServerRenderMode().Add(Rule);
    }

    private static DirectoryInfo OwnFolder(string path) => OperatingSystem.IsWindows()
        ? Directory.CreateDirectory(path)
        : Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

    // Pages name their action themselves. What the framework adds is the line to a page that is open, and a redirection that says nothing.
    private static void Rule(EndpointBuilder endpoint)
    {
        if (!endpoint.Metadata.OfType<ComponentTypeMetadata>().Any())
        {
            endpoint.Metadata.Add(endpoint is RouteEndpointBuilder { RoutePattern.RawText: { } path } && path.TrimStart('/').StartsWith(CircuitPath, StringComparison.Ordinal)
                ? new SignedInAttribute() : new AllowAnonymousAttribute());
        }
    }
}
