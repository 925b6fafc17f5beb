using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Spillway.App.Accounts.Persons;
using Spillway.App.Accounts.Sessions;
using Spillway.App.Accounts.SignIns;
using Spillway.App.Api;

namespace Spillway.App.Accounts;

/// <summary>Accounts, signing in and sessions. It stands after the console, whose knowledge of who sits there it replaces.</summary>
/// <param name="room">What it stands in.</param>
internal sealed class AccountsPart(DeskRoom room) : IDeskPart
{
    private const int PasswordRounds = 210_000;
    private const int ChallengeBytes = 32;
    private static readonly TimeSpan _passkeyPatience = TimeSpan.FromMinutes(4);
    private static readonly RandomBytes _random = System.Security.Cryptography.RandomNumberGenerator.GetBytes;

    /// <inheritdoc/>
    public void Register(IServiceCollection services)
    {
        var file = Path.Combine(room.DataFolder, AccountsContext.FileName);
        services.AddDbContext<AccountsContext>(options => options.UseSqlite($"Data Source={file}"));
        services.AddIdentityCore<Account>(Configure).AddUserStore<AccountStore>().AddUserManager<AccountUsers>().AddPasswordValidator<PasswordGuard>();
        services.Configure<PasswordHasherOptions>(static options => options.IterationCount = PasswordRounds);
        services.Configure<IdentityPasskeyOptions>(static options =>
        {
            options.UserVerificationRequirement = "required";
            options.ResidentKeyRequirement = "required";
            options.ChallengeSize = ChallengeBytes;
            options.AuthenticatorTimeout = _passkeyPatience;

            // Held against the address that was asked, not against the Origin header: forms come without one, since pages send no referrer.
            options.ValidateOrigin = static context => ValueTask.FromResult(
                !context.CrossOrigin && string.Equals(context.Origin, $"{context.HttpContext.Request.Scheme}://{context.HttpContext.Request.Host}", StringComparison.OrdinalIgnoreCase));
        });
        services.AddScoped<IPasskeyHandler<Account>, PasskeyHandler<Account>>();
        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, SessionSignIn>(SessionSignIn.SchemeName, null);
        services.AddSingleton(_random).AddSingleton(new AccountPlace(room, _random)).AddSingleton<SealedSeed>().AddSingleton<AccountsDoor>().AddSingleton<SessionBook>().AddSingleton<AccountMaking>();
        services.AddSingleton<SignInJournal>().AddSingleton<SignInDesk>().AddSingleton<OwnAccount>().AddSingleton<PeopleBook>().AddSingleton<FirstRun>();
        var provider = SignInProviderFile.Read(room.DataFolder);
        services.AddSingleton(provider);
        if (provider.Name is not null)
        {
            ProviderSignIn.Register(services.AddSingleton<ProviderSignIn>(), provider);
        }

        services.AddHostedService<AccountsOpening>();
        if (room.HasConsole)
        {
            services.AddScoped<AuthenticationStateProvider, SessionState>();
            services.AddScoped<CircuitHandler, SessionCircuit>();
        }
    }

    /// <inheritdoc/>
    public void Map(IEndpointRouteBuilder routes)
    {
        PeopleRoutes.Map(routes);
        if (SignInProviderFile.Read(room.DataFolder).Name is not null)
        {
            ProviderSignIn.Map(routes);
        }
    }

    private static void Configure(IdentityOptions options)
    {
        // What a password must be says PasswordGuard; of the framework's rules, the length.
        options.Password = new() { RequiredLength = PasswordRule.Shortest, RequireDigit = false, RequireLowercase = false, RequireUppercase = false, RequireNonAlphanumeric = false, RequiredUniqueChars = 1 };
        options.User.AllowedUserNameCharacters = "";
        options.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
    }
}
