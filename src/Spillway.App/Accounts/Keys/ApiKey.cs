using System.Collections.Immutable;
using NodaTime;
using Spillway.Units;

namespace Spillway.App.Accounts.Keys;

/// <summary>A program's key to the API. What it says is kept; the secret is not, only its hash.</summary>
/// <param name="Id">Eight letters; stands in the secret, so that the key is found without trying all.</param>
/// <param name="Name">What orders and the journal call the program.</param>
/// <param name="Hash">SHA-256 of the secret's random part, 256 bits of chance: a slow hash would add nothing.</param>
/// <param name="Actions">All it may do.</param>
/// <param name="Groups">The only groups it may move; empty for the whole site.</param>
/// <param name="Ranges">The only addresses it may come from, such as <c>10.0.0.0/8</c>; empty for any that reaches the desk.</param>
/// <param name="MadeBy">Who made it.</param>
/// <param name="MadeAt">When.</param>
/// <param name="Expires">From when on it is no longer good.</param>
/// <param name="IsSigned">Whether a second person has signed it; before, it opens nothing.</param>
/// <param name="EndedAt">When it was revoked; null where it was not.</param>
public sealed record ApiKey(
    string Id,
    string Name,
    ImmutableArray<byte> Hash,
    ImmutableArray<DeskAction> Actions,
    ImmutableArray<GroupId> Groups,
    ImmutableArray<string> Ranges,
    string MadeBy,
    Instant MadeAt,
    Instant Expires,
    bool IsSigned,
    Instant? EndedAt)
{
    /// <summary>The role that stands for the key's actions.</summary>
    public string Role => "key:" + Id;

    /// <summary>Who asks with it.</summary>
    public Actor Actor => new(Role, Name, ActorKind.Key, [Role], Groups);
}
