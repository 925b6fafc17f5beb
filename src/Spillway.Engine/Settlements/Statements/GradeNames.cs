namespace Spillway.Engine.Settlements.Statements;

/// <summary>The names of the grades in files and on statements.</summary>
public static class GradeNames
{
    /// <summary>The name of a grade.</summary>
    /// <param name="grade">The grade.</param>
    /// <returns>Its name, such as <c>nameplate</c>.</returns>
    public static string Of(EnergyGrade grade) => grade switch
    {
        EnergyGrade.Metered => "metered",
        EnergyGrade.Recorded => "recorded",
        _ => "nameplate",
    };
}
