using Spillway.App.Notifications;

namespace Spillway.App.Console.Notifications;

/// <summary>A change of a rule that somebody looks at before it is made.</summary>
/// <param name="Before">The rule as it was read; null where it is not there.</param>
/// <param name="After">The rule as it would be; null where it is to be removed.</param>
/// <param name="Version">The version that it is put back from; null where it is not.</param>
public sealed record RuleReview(NotificationRule? Before, NotificationRule? After, long? Version = null)
{
    /// <summary>The rule's name.</summary>
    public string Name => (Before ?? After)!.Name;
}
