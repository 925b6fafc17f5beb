namespace Spillway.Engine.Settlements.Baselines;

/// <summary>Which days a baseline may look at.</summary>
public enum DayKind
{
    /// <summary>Monday to Friday without holidays.</summary>
    BusinessDays = 0,

    /// <summary>Days like the event's: business days for a business day, weekends and holidays for one of those.</summary>
    SameKind = 1,

    /// <summary>All days.</summary>
    AnyDay = 2,
}
