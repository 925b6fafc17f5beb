using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Spillway.Tests.App.Accounts;

/// <summary>An OpenID Connect provider on loopback whose tokens say what a test wants, true or not.</summary>
internal sealed class HostileProviderRig : IAsyncDisposable
{
    private const string KeyName = "key-1";

    // The same for all of them: making keys takes time.
    private static readonly RSA _known = RSA.Create(2048);
    private static readonly RSA _unknown = RSA.Create(2048);

    private WebApplication _application = null!;
    private string _nonce = "";

    public string Authority { get; private set; } = "";

    /// <summary>What is false in the tokens; empty for nothing.</summary>
    public string Lie { get; set; } = "";

    public static async Task<HostileProviderRig> StartAsync(CancellationToken cancellation)
    {
        var rig = new HostileProviderRig();
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(static kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        rig._application = builder.Build();
        rig._application.Run(rig.AnswerAsync);
        await rig._application.StartAsync(cancellation);
        rig.Authority = rig._application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/";
        return rig;
    }

    public async ValueTask DisposeAsync() => await _application.DisposeAsync();

    private Task AnswerAsync(HttpContext http)
    {
        var path = http.Request.Path.ToString();
        if (path == "/authorize")
        {
            _nonce = http.Request.Query["nonce"].ToString();
            http.Response.Redirect($"{http.Request.Query["redirect_uri"]}?code=c-1&state={Uri.EscapeDataString(http.Request.Query["state"].ToString())}");
            return Task.CompletedTask;
        }

        http.Response.ContentType = "application/json";
        return http.Response.WriteAsync((path switch
        {
            "/keys" => Keys(),
            "/token" => new JsonObject { ["access_token"] = "a-1", ["token_type"] = "Bearer", ["expires_in"] = 60, ["id_token"] = Token() },
            _ => new JsonObject { ["issuer"] = Authority, ["authorization_endpoint"] = Authority + "authorize", ["token_endpoint"] = Authority + "token", ["jwks_uri"] = Authority + "keys" },
        }).ToJsonString());
    }

    private static JsonObject Keys()
    {
        var key = _known.ExportParameters(includePrivateParameters: false);
        return new()
        {
            ["keys"] = new JsonArray(new JsonObject
            {
                ["kty"] = "RSA", ["use"] = "sig", ["alg"] = "RS256", ["kid"] = KeyName,
                ["n"] = Base64Url.EncodeToString(key.Modulus), ["e"] = Base64Url.EncodeToString(key.Exponent),
            }),
        };
    }

    private string Token()
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var payload = new JsonObject
        {
            ["iss"] = Lie == "issuer" ? "http://127.0.0.1:1/" : Authority,
            ["aud"] = Lie == "audience" ? "another-program" : SignInProviderRig.ClientId,
            ["sub"] = "s-1",
            ["preferred_username"] = "grace",
            ["groups"] = new JsonArray("power-desk"),
            ["iat"] = Lie == "end" ? now - 7200 : now,
            ["exp"] = Lie == "end" ? now - 3600 : now + 600,
        };
        if (Lie != "no nonce")
        {
            payload["nonce"] = Lie == "nonce" ? "of another sign-in" : _nonce;
        }

        if (Lie == "subject")
        {
            payload.Remove("sub");
        }

        var header = new JsonObject { ["alg"] = Lie == "no signature" ? "none" : "RS256", ["typ"] = "JWT", ["kid"] = KeyName };
        var signed = $"{Part(header)}.{Part(payload)}";
        var signature = Lie is "no signature" or "empty signature" ? []
            : (Lie == "key" ? _unknown : _known).SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return $"{signed}.{Base64Url.EncodeToString(signature)}";
    }

    private static string Part(JsonObject part) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(part.ToJsonString()));
}
