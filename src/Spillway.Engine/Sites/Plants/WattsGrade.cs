namespace Spillway.Engine.Sites.Plants;

/// <summary>How far the watts that machines report can prove that an order was followed.</summary>
public enum WattsGrade
{
    /// <summary>They report none.</summary>
    None,

    /// <summary>A setting or limit: says nothing about what is drawn.</summary>
    Nameplate,

    /// <summary>The firmware's arithmetic.</summary>
    Estimated,

    /// <summary>Measured in the machine.</summary>
    Measured,
}
