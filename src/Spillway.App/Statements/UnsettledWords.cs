using Spillway.App.Reports;
using Spillway.Engine.Settlements.Statements;

namespace Spillway.App.Statements;

/// <summary>What open intervals owe, for people: the amount, and whose amounts it lacks.</summary>
internal static class UnsettledWords
{
    /// <summary>The amount with its currency.</summary>
    /// <param name="statement">The statement.</param>
    /// <returns>For example <c>1,680.00 USD, without what is not known of block-1</c>.</returns>
    public static string Of(Statement statement)
    {
        var amount = $"{Shown.Number(LineAmount.ToCent(statement.Unsettled).Value, "N2")} {statement.Currency}";
        return statement.NotKnown.IsEmpty
            ? amount
            : $"{amount}, without what is not known of {string.Join(", ", statement.NotKnown.Select(static holding => holding.Contract.Text))}";
    }
}
