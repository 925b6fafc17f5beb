using NodaTime;

namespace Spillway.App.Notifications;

/// <summary>An alarm that goes to another rule unless somebody acknowledges it.</summary>
/// <param name="Alarm">The alarm's number.</param>
/// <param name="Rule">The rule that told of it, by number.</param>
/// <param name="Due">When it goes on, by the wall clock.</param>
/// <param name="Step">1 for the first time; an alarm goes on 10 times at most.</param>
public sealed record PendingEscalation(long Alarm, long Rule, Instant Due, int Step);
