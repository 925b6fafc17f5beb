using System.Net;
using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Spillway.Tests.App.Accounts;

/// <summary>A real OpenID Connect provider on loopback, at which somebody is signed in already.</summary>
internal sealed class SignInProviderRig : IAsyncDisposable
{
    public const string ClientId = "spillway";
    public const string Secret = "a secret of the test alone";

    // One for all of them: keys made anew are 4,096 bits long and take seconds.
    private static readonly RsaSecurityKey _key = new(RSA.Create(2048));

    private WebApplication _application = null!;

    /// <summary>Who is signed in there.</summary>
    public (string Subject, string Name, string[] Groups) Person { get; set; } = ("s-1", "grace", ["power-desk"]);

    /// <summary>How strongly, as its tokens say: the class, and the methods.</summary>
    public (string? Class, string[] Methods) Strength { get; set; } = (null, []);

    /// <summary>The classes that the last request asked for; null for none.</summary>
    public string? AskedClasses { get; private set; }

    public string Authority { get; private set; } = "";

    public static async Task<SignInProviderRig> StartAsync(CancellationToken cancellation)
    {
        var rig = new SignInProviderRig();
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(static kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddRouting();
        builder.Services.AddOpenIddict().AddServer(server =>
        {
            server.SetAuthorizationEndpointUris("connect/authorize").SetTokenEndpointUris("connect/token");
            server.AllowAuthorizationCodeFlow().RequireProofKeyForCodeExchange();
            server.AddEncryptionKey(_key).AddSigningKey(_key);
            server.RegisterScopes(OpenIddictConstants.Scopes.Profile).EnableDegradedMode();
            server.UseAspNetCore().DisableTransportSecurityRequirement();
            server.AddEventHandler<ValidateAuthorizationRequestContext>(static handler => handler.UseInlineHandler(static context =>
            {
                if (context.ClientId != ClientId || context.RedirectUri?.EndsWith("/sign-in/provider/back", StringComparison.Ordinal) != true)
                {
                    context.Reject(OpenIddictConstants.Errors.InvalidClient);
                }

                return default;
            }));
            server.AddEventHandler<ValidateTokenRequestContext>(static handler => handler.UseInlineHandler(static context =>
            {
                if (context.ClientId != ClientId || context.ClientSecret != Secret)
                {
                    context.Reject(OpenIddictConstants.Errors.InvalidClient);
                }

                return default;
            }));
            server.AddEventHandler<HandleAuthorizationRequestContext>(handler => handler.UseInlineHandler(context =>
            {
                rig.AskedClasses = context.Request?.AcrValues;
                context.Principal = rig.Principal();
                return default;
            }));
        });
        rig._application = builder.Build();
        rig._application.UseRouting();
        rig._application.UseAuthentication();
        await rig._application.StartAsync(cancellation);
        rig.Authority = rig._application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/";
        return rig;
    }

    public async ValueTask DisposeAsync() => await _application.DisposeAsync();

    private ClaimsPrincipal Principal()
    {
        var identity = new ClaimsIdentity("test");
        identity.AddClaim(new(OpenIddictConstants.Claims.Subject, Person.Subject));
        identity.AddClaim(new(OpenIddictConstants.Claims.PreferredUsername, Person.Name));
        identity.AddClaims(Person.Groups.Select(static group => new Claim("groups", group)));
        identity.AddClaims(Strength.Methods.Select(static method => new Claim("amr", method)));
        if (Strength.Class is { } strength)
        {
            identity.AddClaim(new("acr", strength));
        }

        identity.SetDestinations(static _ => [OpenIddictConstants.Destinations.IdentityToken]);
        return new(identity);
    }
}
