namespace Spillway.Engine.Settlements.Statements;

/// <summary>How well it is known what a group drew; the worst grade of its intervals is the group's.</summary>
public enum EnergyGrade
{
    /// <summary>By a meter of its own, or by the site's where it is the only group.</summary>
    Metered = 0,

    /// <summary>The site's meter shared as the desk's record has the groups running.</summary>
    Recorded = 1,

    /// <summary>The site's meter shared by the groups' nameplate power.</summary>
    Nameplate = 2,
}
