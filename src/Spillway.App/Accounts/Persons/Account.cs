using Microsoft.AspNetCore.Identity;
using Spillway.Units;

namespace Spillway.App.Accounts.Persons;

/// <summary>A person who signs in. It is locked and never deleted: the journal goes on naming it.</summary>
public sealed class Account : IdentityUser
{
    private const char Between = ',';

    /// <summary>The roles by name, parted by commas.</summary>
    public string RoleNames { get; set; } = "";

    /// <summary>The only groups that it may move, parted by commas; empty for the whole site.</summary>
    public string GroupNames { get; set; } = "";

    /// <summary>Whether an administrator has locked it; unlike a lock-out this does not end by itself.</summary>
    public bool IsLocked { get; set; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset MadeAt { get; set; }

    /// <summary>When it last signed in; null for never.</summary>
    public DateTimeOffset? SignedInAt { get; set; }

    /// <summary>What the one-time code that it was invited with hashes to; null where there is none.</summary>
    public string? InvitationHash { get; set; }

    /// <summary>Until when that code is good.</summary>
    public DateTimeOffset? InvitationUntil { get; set; }

    /// <summary>The time step of the last authenticator code that was taken: none is taken twice.</summary>
    public long LastCodeStep { get; set; }

    /// <summary>The roles.</summary>
    public IReadOnlyList<string> RoleList => RoleNames.Split(Between, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The groups.</summary>
    public IReadOnlyList<string> GroupList => GroupNames.Split(Between, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The person as whoever asks.</summary>
    public Actor ToActor() => new(Id, UserName ?? "", ActorKind.Person, [.. RoleList], [.. GroupList.Select(static group => new GroupId(group))]);

    /// <summary>Puts names into the form that is kept.</summary>
    /// <param name="names">The names.</param>
    public static string Joined(IEnumerable<string> names) => string.Join(Between, names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
}
