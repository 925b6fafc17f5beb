using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Spillway.App.Accounts.Persons;

/// <summary>The accounts' file: people, their passkeys and second factors, their sessions.</summary>
/// <param name="options">Where it is.</param>
public sealed class AccountsContext(DbContextOptions<AccountsContext> options) : IdentityUserContext<Account>(options)
{
    /// <summary>The file's name in the data folder.</summary>
    public const string FileName = "accounts.db";

    /// <summary>Who is signed in where.</summary>
    public DbSet<AccountSession> Sessions => Set<AccountSession>();

    /// <inheritdoc/>
    protected override Version SchemaVersion => IdentitySchemaVersions.Version3;

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.Entity<AccountSession>().HasKey(static session => session.Id);
        builder.Entity<AccountSession>().HasIndex(static session => session.SecretHash).IsUnique();
        builder.Entity<Account>().Ignore(static account => account.RoleList).Ignore(static account => account.GroupList);
    }

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        ArgumentNullException.ThrowIfNull(configurationBuilder);

        // SQLite has no instants; milliseconds can be ordered.
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<Milliseconds>();
    }

    private sealed class Milliseconds() : ValueConverter<DateTimeOffset, long>(
        static at => at.ToUnixTimeMilliseconds(), static at => DateTimeOffset.FromUnixTimeMilliseconds(at));
}
