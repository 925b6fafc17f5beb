using System.Net;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Spillway.App.Accounts.Persons;
using Spillway.App.Accounts.Sessions;

namespace Spillway.App.Accounts.SignIns;

/// <summary>Signing in at another provider. What it says a person is becomes the person's roles, anew each time.</summary>
/// <param name="door">The accounts.</param>
/// <param name="desk">Lets people in.</param>
/// <param name="making">Makes their accounts.</param>
/// <param name="journal">Told of refusals.</param>
/// <param name="provider">The provider.</param>
internal sealed class ProviderSignIn(AccountsDoor door, SignInDesk desk, AccountMaking making, SignInJournal journal, SignInProvider provider)
{
    /// <summary>Where the way to the provider begins.</summary>
    public const string Address = "/sign-in/provider";

    /// <summary>The scheme's name.</summary>
    public const string SchemeName = "provider";

    private const string Way = "provider";

    /// <summary>Puts the framework's own client in.</summary>
    /// <param name="services">Where.</param>
    /// <param name="provider">The provider.</param>
    public static void Register(IServiceCollection services, SignInProvider provider) => services.AddAuthentication().AddOpenIdConnect(SchemeName, options =>
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
        options.CorrelationCookie.SameSite = options.NonceCookie.SameSite = SameSiteMode.Lax;
        options.CorrelationCookie.SecurePolicy = options.NonceCookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.Events.OnTicketReceived = static context => context.HttpContext.RequestServices.GetRequiredService<ProviderSignIn>().ReceivedAsync(context);
        options.Events.OnRemoteFailure = static context =>
        {
            context.HandleResponse();
            context.Response.Redirect("/sign-in?fault=provider");
            return Task.CompletedTask;
        };
    });

    /// <summary>Puts the address in.</summary>
    /// <param name="routes">Where.</param>
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet(Address, static (HttpContext http, string? back) => http.ChallengeAsync(SchemeName, new() { RedirectUri = back })).AllowAnonymous();

    private async Task ReceivedAsync(TicketReceivedContext context)
    {
        context.HandleResponse();
        var claims = context.Principal!;
        var subject = claims.FindFirst("sub")?.Value;
        var name = (claims.FindFirst("preferred_username") ?? claims.FindFirst("name") ?? claims.FindFirst("email"))?.Value;
        var roles = claims.FindAll(provider.RoleClaim).Select(static claim => claim.Value);
        var answer = subject is null ? SignInAnswer.No
            : await door.DoAsync(users => LetInAsync(users, new(subject, name ?? "", [.. provider.RolesOf(roles)]), Caller.Of(context.HttpContext)), context.HttpContext.RequestAborted).ConfigureAwait(false);
        if (answer.Secret is not { } secret)
        {
            context.Response.Redirect("/sign-in?fault=provider");
            return;
        }

        SessionCookie.Write(context.HttpContext, secret);

        // A redirection would still count as coming from the provider, and the browser would keep the new cookie back: a page of ours goes on.
        var back = context.ReturnUri is { Length: > 1 } uri && uri[0] == '/' && uri[1] is not ('/' or '\\') ? uri : "/";
        context.Response.ContentType = "text/html; charset=utf-8";
        await context.Response.WriteAsync($"<!DOCTYPE html><title>Spillway</title><meta http-equiv=\"refresh\" content=\"0;url={WebUtility.HtmlEncode(back)}\">").ConfigureAwait(false);
    }

    private async Task<SignInAnswer> LetInAsync(AccountUsers users, Guest guest, Caller caller)
    {
        var account = await users.FindByLoginAsync(provider.Authority.ToString(), guest.Subject).ConfigureAwait(false);
        if (guest.Roles.Length == 0 || (account is not null && !await SignInDesk.IsOpenAsync(users, account).ConfigureAwait(false)))
        {
            await journal.RefusedAsync(account, Way, caller, isLockOut: false).ConfigureAwait(false);
            return SignInAnswer.No;
        }

        account ??= await MakeAsync(users, guest).ConfigureAwait(false);
        if (account.RoleNames != Account.Joined(guest.Roles))
        {
            account.RoleNames = Account.Joined(guest.Roles);
            await making.RecordAsync(account.ToActor(), account, "roles by the provider").ConfigureAwait(false);
        }

        return await desk.LetInAsync(users, account, Way, caller).ConfigureAwait(false);
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
