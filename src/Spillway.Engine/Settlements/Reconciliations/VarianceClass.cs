namespace Spillway.Engine.Settlements.Reconciliations;

/// <summary>Why a bill and our statement differ in one place. The names in files are those of <see cref="VarianceNames"/>.</summary>
public enum VarianceClass
{
    /// <summary>Each side rounded for itself: at most a cent a line of the bill and half a cent a line of ours.</summary>
    Rounding = 0,

    /// <summary>The same quantity at another price than the one published for the interval.</summary>
    PriceRevision = 1,

    /// <summary>Another quantity at the same price.</summary>
    Volume = 2,

    /// <summary>We have a line and the bill has none.</summary>
    MissingInterval = 3,

    /// <summary>An hour taken for another on the day the clocks change.</summary>
    DaylightSaving = 4,

    /// <summary>What is charged on top of energy differs.</summary>
    Adder = 5,

    /// <summary>Quantities differ by a factor that stands for losses.</summary>
    LossFactor = 6,

    /// <summary>The bill has a line twice.</summary>
    Duplicate = 7,

    /// <summary>The same amount with the sign turned.</summary>
    Sign = 8,

    /// <summary>The bill has a line and we have none: an open interval, or something that was never agreed.</summary>
    NotOurs = 9,

    /// <summary>None of these explains it.</summary>
    Unknown = 10,
}
