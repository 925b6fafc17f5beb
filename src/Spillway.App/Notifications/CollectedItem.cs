using NodaTime;

namespace Spillway.App.Notifications;

/// <summary>Something that is told later.</summary>
/// <param name="At">When it happened, by the desk's clock.</param>
/// <param name="Line">What, in one line of the rule's language.</param>
public sealed record CollectedItem(Instant At, string Line);
