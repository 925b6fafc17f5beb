using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Spillway.Engine.Settlements.Statements;
using Spillway.Engine.Signals;
using Spillway.Units;

namespace Spillway.App.Statements;

/// <summary>Reads the rows that <see cref="LinesCsv"/> writes.</summary>
/// <param name="header">The columns, in the file's order.</param>
internal sealed class LineCsvReader(IReadOnlyList<string> header)
{
    private readonly Dictionary<string, int> _columns = header.Select((name, index) => (name, index)).ToDictionary(one => one.name, one => one.index, StringComparer.Ordinal);

    private readonly int _price = Find(header, "price_", "_per_unit");

    private readonly int _amount = Find(header, "amount_", "");

    /// <summary>Reads one row.</summary>
    /// <param name="cells">Its cells.</param>
    /// <exception cref="FormatException">It is not as a line is written.</exception>
    public StatementLine Read(IReadOnlyList<string> cells)
    {
        string Cell(string name) => cells[_columns[name]];

        var start = At(Cell("interval_start_utc"));
        var contract = Cell("contract");
        if (!ChargeNames.TryParse(Cell("charge"), out var charge) || !ComponentNames.TryParse(Cell("component"), out var component)
            || LineUnits.Parse(Cell("unit")) is not { } unit || !Enum.GetValues<LineRounding>().Any(one => RoundingNames.Of(one) == Cell("rounding")))
        {
            throw new FormatException($"'{Cell("line")}' has a charge, component, unit or rounding that is not known.");
        }

        var rounding = Enum.GetValues<LineRounding>().First(one => RoundingNames.Of(one) == Cell("rounding"));
        ReadingId? reading = Cell("reading_meter").Length == 0 ? null
            : new(Cell("reading_meter"), At(Cell("reading_start_utc")), Whole(Cell("reading_input")), Whole(Cell("reading_row")));
        PriceId? price = Cell("price_series").Length == 0 ? null
            : new(Cell("price_series"), At(Cell("price_start_utc")), Whole(Cell("price_input")));
        return new(
            new(start, charge, contract.Length == 0 ? null : new ContractId(contract), component, Cell("item")),
            new Slot(start, At(Cell("interval_end_utc")) - start),
            Number(Cell("quantity")),
            unit,
            Number(cells[_price]),
            new(Number(cells[_amount])),
            new(reading, price, Cell("rule_version"), rounding, Cell("journal_sequence") is { Length: > 0 } sequence ? long.Parse(sequence, CultureInfo.InvariantCulture) : null));
    }

    private static int Find(IReadOnlyList<string> header, string prefix, string suffix)
    {
        for (var index = 0; index < header.Count; index++)
        {
            if (header[index].StartsWith(prefix, StringComparison.Ordinal) && header[index].EndsWith(suffix, StringComparison.Ordinal))
            {
                return index;
            }
        }

        throw new FormatException($"No column '{prefix}…{suffix}'.");
    }

    private static Instant At(string text) => InstantPattern.General.Parse(text).GetValueOrThrow();

    private static int Whole(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static decimal Number(string text) => decimal.Parse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
}
