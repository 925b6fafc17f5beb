namespace Spillway.Engine.Settlements.Statements;

/// <summary>The names of the roundings in files and on statements.</summary>
public static class RoundingNames
{
    /// <summary>The name of a rounding.</summary>
    /// <param name="rounding">The rounding.</param>
    /// <returns>Its name, such as <c>cent-half-up</c>.</returns>
    public static string Of(LineRounding rounding) => rounding switch
    {
        LineRounding.Exact => "exact",
        LineRounding.CentHalfUp => "cent-half-up",
        LineRounding.CentHalfEven => "cent-half-even",
        _ => "four-decimals",
    };
}
