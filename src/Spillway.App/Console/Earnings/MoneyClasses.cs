using Spillway.App.Console.Texts;
using Spillway.Engine.Settlements.Reconciliations;

namespace Spillway.App.Console.Earnings;

/// <summary>Why a bill differs, in the reader's words.</summary>
public static class MoneyClasses
{
    /// <summary>The class of a variance.</summary>
    public static string Of(Reader reader, VarianceClass found)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return found switch
        {
            VarianceClass.Rounding => reader["rounding"],
            VarianceClass.PriceRevision => reader["price revised"],
            VarianceClass.Volume => reader["quantity"],
            VarianceClass.MissingInterval => reader["missing in the bill"],
            VarianceClass.DaylightSaving => reader["hour of the clock change"],
            VarianceClass.Adder => reader["adder"],
            VarianceClass.LossFactor => reader["loss factor"],
            VarianceClass.Duplicate => reader["twice in the bill"],
            VarianceClass.Sign => reader["sign turned"],
            VarianceClass.NotOurs => reader["not ours"],
            _ => reader["cause unknown"],
        };
    }
}
