using System.Net;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Spillway.App.Accounts.Persons;
using Spillway.App.Accounts.Sessions;
using Spillway.App.Api.Doors;
using Spillway.Engine;

namespace Spillway.App.Accounts.SignIns;

/// <summary>Signing in at another provider. What it says a person is becomes the person's roles, anew each time.</summary>
/// <param name="door">The accounts.</param>
/// <param name="desk">Lets people in.</param>
/// <param name="sessions">Those that end with the roles that they began with.</param>
/// <param name="making">Makes their accounts.</param>
/// <param name="provider">The provider.</param>
internal sealed class ProviderSignIn(AccountsDoor door, SignInDesk desk, SessionBook sessions, AccountMaking making, SignInProvider provider)
{
    /// <summary>Where the way to the provider begins.</summary>
    public const string Address = "/sign-in/provider";

    /// <summary>The scheme's name.</summary>
    public const string SchemeName = "provider";

    /// <summary>How a session is called that began so.</summary>
    public const string Way = "provider";

    /// <summary>The same, where the provider had to say how strongly it signed somebody in, and did.</summary>
    public const string StrongWay = "provider, strongly";

    private const string WeakWay = "provider, not strongly enough";
    private const string Faulty = "/sign-in?fault=provider";
    private const string TooWeak = "/sign-in?fault=strength";
    private static readonly TimeSpan _onTheWay = TimeSpan.FromMinutes(15);

    /// <summary>Puts the framework's own client in.</summary>
    /// <param name="services">Where.</param>
    /// <param name="provider">The provider.</param>
    public static void Register(IServiceCollection services, SignInProvider provider)
    {
        services.AddHttpContextAccessor().AddAuthentication().AddOpenIdConnect(SchemeName, static _ => { });
        services.AddOptions<OpenIdConnectOptions>(SchemeName).Configure<IHttpContextAccessor>((options, accessor) => Set(options, provider, accessor));
    }

    private static void Set(OpenIdConnectOptions options, SignInProvider provider, IHttpContextAccessor accessor)
    {
        options.Authority = provider.Authority.ToString();
        options.RequireHttpsMetadata = !provider.Authority.IsLoopback;
        (options.ClientId, options.ClientSecret) = (provider.ClientId, provider.Secret);
        options.CallbackPath = Address + "/back";
        options.SignInScheme = SessionSignIn.SchemeName;
        options.ResponseType = OpenIdConnectResponseType.Code;
        options.MapInboundClaims = false;

        // The answer comes as an address, so that its cookies need not be open to every site.
        options.ResponseMode = OpenIdConnectResponseMode.Query;
        options.CorrelationCookie = new HostCookie(accessor, "spillway-provider-way.", SameSiteMode.Lax) { Expiration = _onTheWay };
        options.NonceCookie = new HostCookie(accessor, "spillway-provider-once.", SameSiteMode.Lax) { Expiration = _onTheWay };

        // The framework would take this word of the token away.
        options.ClaimActions.Remove(SignInStrength.ClassClaim);
        options.Events.OnRedirectToIdentityProvider = context =>
        {
            context.ProtocolMessage.AcrValues = provider.Strength.Classes.IsEmpty ? null : string.Join(' ', provider.Strength.Classes);
            return Task.CompletedTask;
        };
        options.Events.OnTokenValidated = static context =>
        {
            // The framework lets a token without a signature pass where it came straight from the provider.
            if (context.TokenEndpointResponse?.IdToken is not { } token || token.EndsWith('.'))
            {
                context.Fail("The provider's token is not signed.");
            }

            return Task.CompletedTask;
        };
        options.Events.OnTicketReceived = static context => context.HttpContext.RequestServices.GetRequiredService<ProviderSignIn>().ReceivedAsync(context);
        options.Events.OnRemoteFailure = static context =>
        {
            context.HandleResponse();
            context.Response.Redirect(Faulty);
            return Task.CompletedTask;
        };
    }

    /// <summary>Puts the address in.</summary>
    /// <param name="routes">Where.</param>
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet(Address, static (HttpContext http, string? back) => http.ChallengeAsync(SchemeName, new() { RedirectUri = BackPath.Local(back) })).AllowAnonymous();

    private async Task ReceivedAsync(TicketReceivedContext context)
    {
        context.HandleResponse();
        var claims = context.Principal!;
        var subject = claims.FindFirst("sub")?.Value;
        var name = (claims.FindFirst("preferred_username") ?? claims.FindFirst("name") ?? claims.FindFirst("email"))?.Value;
        var roles = claims.FindAll(provider.RoleClaim).Select(static claim => claim.Value);
        if (!provider.Strength.IsMetBy(claims))
        {
            await desk.NotLetInAsync(null, WeakWay, Caller.Of(context.HttpContext)).ConfigureAwait(false);
            context.Response.Redirect(TooWeak);
            return;
        }

        var answer = subject is null ? SignInAnswer.No
            : await TryAsync(new(subject, name ?? "", [.. provider.RolesOf(roles)]), context.HttpContext).ConfigureAwait(false);
        if (answer.Secret is not { } secret)
        {
            context.Response.Redirect(Faulty);
            return;
        }

        SessionCookie.Write(context.HttpContext, secret);

        // A redirection would still count as coming from the provider, and the browser would keep the new cookie back: a page of ours goes on.
        var back = BackPath.Local(context.ReturnUri);
        context.Response.ContentType = "text/html; charset=utf-8";
        await context.Response.WriteAsync($"<!DOCTYPE html><title>Spillway</title><meta http-equiv=\"refresh\" content=\"0;url={WebUtility.HtmlEncode(back)}\">").ConfigureAwait(false);
    }

    // What the provider says is no form that a person could correct: a name that no account can have is a refusal as any other.
    private async Task<SignInAnswer> TryAsync(Guest guest, HttpContext http)
    {
        try
        {
            return await door.DoAsync(users => LetInAsync(users, guest, Caller.Of(http)), http.RequestAborted).ConfigureAwait(false);
        }
        catch (RefusedException)
        {
            return SignInAnswer.No;
        }
    }

    private async Task<SignInAnswer> LetInAsync(AccountUsers users, Guest guest, Caller caller)
    {
        var account = await users.FindByLoginAsync(provider.Authority.ToString(), guest.Subject).ConfigureAwait(false);
        if (account is not null)
        {
            await TakeRolesAsync(users, account, guest).ConfigureAwait(false);
        }

        if (guest.Roles.Length == 0 || (account is not null && !await SignInDesk.IsOpenAsync(users, account).ConfigureAwait(false)))
        {
            return await desk.NotLetInAsync(account, Way, caller).ConfigureAwait(false);
        }

        account ??= await MakeAsync(users, guest).ConfigureAwait(false);
        return await desk.LetInAsync(users, account, provider.Strength.IsAsked ? StrongWay : Way, caller).ConfigureAwait(false);
    }

    // Also none: whoever has left is let in nowhere, and what is open with the roles of before ends.
    private async Task TakeRolesAsync(AccountUsers users, Account account, Guest guest)
    {
        if (account.RoleNames == Account.Joined(guest.Roles))
        {
            return;
        }

        const string Change = "roles by the provider";
        account.RoleNames = Account.Joined(guest.Roles);
        AccountMaking.Done(await users.UpdateAsync(account).ConfigureAwait(false));
        await sessions.EndAsync(users, account.ToActor(), one => one.Who.Id == account.Id, Change).ConfigureAwait(false);
        await making.RecordAsync(account.ToActor(), account, Change).ConfigureAwait(false);
    }

    // A name that somebody here has already is no proof of being that person: the newcomer gets another.
    private async Task<Account> MakeAsync(AccountUsers users, Guest guest)
    {
        var name = AccountName.Checked(guest.Name);
        var account = making.New(await users.FindByNameAsync(name).ConfigureAwait(false) is null ? name : AccountName.Checked($"{name}@{provider.Authority.Host}"), [.. guest.Roles], []);
        AccountMaking.Done(await users.CreateAsync(account).ConfigureAwait(false));
        AccountMaking.Done(await users.AddLoginAsync(account, new UserLoginInfo(provider.Authority.ToString(), guest.Subject, provider.Name)).ConfigureAwait(false));
        await making.RecordAsync(account.ToActor(), account, "made by the provider").ConfigureAwait(false);
        return account;
    }

    private sealed record Guest(string Subject, string Name, string[] Roles);
}
