using NodaTime;
using NodaTime.Text;
using Spillway.Engine.Settlements.Statements;
using Spillway.Engine.Signals;
using Spillway.Engine.Sites.Contracts;
using Spillway.Units;

namespace Spillway.Engine.Settlements.Clauses;

/// <summary>Writes the lines of one contract: each amount is its quantity times its price under the contract's rounding.</summary>
internal sealed class ClauseLines
{
    private const int StatedSource = -1;

    private static readonly YearMonthPattern _months = YearMonthPattern.CreateWithInvariantCulture("uuuu'-'MM");

    private readonly IContract _contract;
    private readonly SettlementInput _input;
    private readonly ICollection<StatementLine> _lines;

    /// <summary>Begins.</summary>
    /// <param name="contract">Whose lines.</param>
    /// <param name="input">What the statement is made from.</param>
    /// <param name="lines">Takes the lines.</param>
    public ClauseLines(IContract contract, SettlementInput input, ICollection<StatementLine> lines)
    {
        _contract = contract;
        _input = input;
        _lines = lines;
    }

    /// <summary>The settled intervals in which the contract is in force.</summary>
    public IEnumerable<MeteredInterval> Settled =>
        _input.Intervals.Where(interval => interval.IsSettled && _contract.Term.Covers(interval.Slot.Start));

    /// <summary>Writes a line; one of nothing is left out.</summary>
    /// <param name="part">What it is charged for.</param>
    /// <param name="span">Its interval or period.</param>
    /// <param name="counted">How much.</param>
    /// <param name="priced">At which price.</param>
    /// <param name="journalSequence">The record of the journal that holds the interval, where there is one.</param>
    public void Write(LinePart part, Slot span, Counted counted, Priced priced, long? journalSequence = null)
    {
        if (counted.Quantity == 0m)
        {
            return;
        }

        var rounding = RoundingOf(_contract);
        _lines.Add(new(
            new(span.Start, part.Charge, _contract.Id, part.Component, part.Item),
            span,
            counted.Quantity,
            counted.Unit,
            priced.Price,
            new(LineArithmetic.Amount(counted.Quantity, priced.Price, rounding)),
            new(counted.Reading, priced.Id, _input.RuleVersion(span.Start), rounding, journalSequence)));
    }

    /// <summary>Energy of an interval at a price of the contract, by its reading.</summary>
    /// <param name="interval">The interval.</param>
    /// <param name="energy">Consumption positive.</param>
    /// <returns>The quantity with the reading it came from.</returns>
    public static Counted Metered(MeteredInterval interval, MegawattHours energy) =>
        new(energy.Value, LineUnit.MegawattHour, interval.Reading!.Value.Id);

    /// <summary>A price that the contract itself states.</summary>
    /// <param name="series">Its name, <c>clause:</c> and what it is.</param>
    /// <param name="at">The interval it is used for.</param>
    /// <param name="price">The price.</param>
    /// <returns>The price with its name.</returns>
    public static Priced Stated(string series, Slot at, decimal price) => new(price, new(series, at.Start, StatedSource));

    /// <summary>A price of the market.</summary>
    /// <param name="price">The price and its name.</param>
    /// <returns>The same for a line.</returns>
    public static Priced Market(KnownPrice price) => new(price.Price.Value, price.Id);

    /// <summary>The local month of an interval, for people.</summary>
    /// <param name="interval">The interval.</param>
    /// <returns>For example <c>2026-07</c>.</returns>
    public static string Month(MeteredInterval interval) => Month(interval.Day.ToYearMonth());

    /// <summary>A month, for people and for the names of lines.</summary>
    /// <param name="month">The month.</param>
    /// <returns>For example <c>2026-07</c>.</returns>
    public static string Month(YearMonth month) => _months.Format(month);

    private static LineRounding RoundingOf(IContract contract) => contract.Rounding switch
    {
        ContractRounding.CentHalfUp => LineRounding.CentHalfUp,
        ContractRounding.CentHalfEven => LineRounding.CentHalfEven,
        ContractRounding.FourDecimals => LineRounding.FourDecimals,
        _ => LineRounding.Exact,
    };
}
