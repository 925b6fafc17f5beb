namespace Spillway.App.Accounts.Persons;

/// <summary>A signed-in browser, as it is kept: what opens it stands here only as a hash.</summary>
public sealed class AccountSession
{
    /// <summary>Names it in lists and in the journal; opens nothing.</summary>
    public required string Id { get; init; }

    /// <summary>The hash of the cookie's secret.</summary>
    public required string SecretHash { get; init; }

    /// <summary>Whose it is.</summary>
    public required string AccountId { get; init; }

    /// <summary>The account's security stamp when it was last proven; another one ends the session.</summary>
    public required string Stamp { get; set; }

    /// <summary>How the person signed in.</summary>
    public required string Way { get; init; }

    /// <summary>From which address.</summary>
    public required string Address { get; init; }

    /// <summary>With which browser, as it names itself.</summary>
    public required string Agent { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset BeganAt { get; init; }

    /// <summary>When the person last did something.</summary>
    public required DateTimeOffset SeenAt { get; set; }

    /// <summary>When the person last proved who it is.</summary>
    public required DateTimeOffset ProvenAt { get; set; }
}
