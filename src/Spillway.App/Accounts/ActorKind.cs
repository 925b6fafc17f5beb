namespace Spillway.App.Accounts;

/// <summary>What somebody who asks is.</summary>
public enum ActorKind
{
    /// <summary>A person with an account.</summary>
    Person,

    /// <summary>Whoever holds the data folder's token, on loopback: the command line.</summary>
    LocalToken,

    /// <summary>A program with an API key.</summary>
    Key,

    /// <summary>Whoever looks at a demonstration.</summary>
    Demo,
}
