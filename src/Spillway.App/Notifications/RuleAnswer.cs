namespace Spillway.App.Notifications;

/// <summary>What a rule says to something that happened.</summary>
public enum RuleAnswer
{
    /// <summary>It is not its business.</summary>
    No,

    /// <summary>It is told at once.</summary>
    Now,

    /// <summary>It is told later, with others: when the digest is due or the quiet hours are over.</summary>
    Later,
}
