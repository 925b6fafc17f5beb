using Spillway.Engine.Settlements.Statements;
using Spillway.Engine.Sites.Contracts;
using Spillway.Units;

namespace Spillway.Engine.Settlements.Clauses;

/// <summary>A trade with another party: its energy at the agreed price, given back at the real-time price of the zone.</summary>
/// <param name="trade">What was agreed.</param>
public sealed class TradeClause(Trade trade) : IClause
{
    /// <inheritdoc/>
    public ContractId Id => trade.Id;

    /// <inheritdoc/>
    public void Settle(SettlementInput input, ICollection<StatementLine> lines)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(lines);
        var write = new ClauseLines(trade, input, lines);
        foreach (var interval in write.Settled)
        {
            PositionLines.Write(write, trade, interval, PositionLines.Owed(trade, interval));
        }
    }
}
