using System.Globalization;
using System.Text;

namespace Spillway.Tests.App.Reconciliations;

/// <summary>A retailer's bill of the day of a hundred quarter hours as a file, into which errors are put; each knows what it must be found as.</summary>
internal sealed class PlantedBill
{
    public const decimal Adder = 1.85m;
    public const decimal Loss = 1.021m;

    public const string Mapping = """
        header_row: 3
        start: Interval Start
        time_pattern: MM/dd/uuuu HH:mm
        repeated_hour: DST Flag
        code: Charge
        quantity: MWh
        price: Rate
        amount: Amount
        tolerance_usd: 0.005
        ignore: [TAX]
        charges:
          - {code: ENERGY, charge: energy-real-time, contract: retail}
          - {code: BLOCK, charge: fixed-block, contract: block-1, component: purchase}
          - {code: RESALE, charge: fixed-block, contract: block-1, component: real-time-value}
          - {code: ADDER, charge: retail-adder, contract: retail, component: adder}
          - {code: LOSSES, charge: retail-adder, contract: retail, component: losses}
          - {code: FEE, charge: retail-adder, contract: retail, component: fee}

        """;

    private static readonly string[] _codes = ["ENERGY", "BLOCK", "RESALE", "ADDER", "LOSSES"];
    private readonly List<BillRow> _rows = [.. Enumerable.Range(0, BilledDay.Intervals).SelectMany(index => _codes.Select(code => Right(code, index)))];

    /// <summary>What must be found: class, interval and code of each place, and bill less ours to the cent.</summary>
    public List<(string Class, int Index, string Code, decimal Difference)> Expected { get; } = [];

    /// <summary>How many errors were planted; one may show in two places.</summary>
    public int Planted { get; private set; }

    /// <summary>How many rows the bill has, those that are set aside not counted.</summary>
    public int Lines => _rows.Count;

    /// <summary>A row shows something else than it should.</summary>
    public void Change(string found, string code, int index, Func<BillRow, BillRow> change)
    {
        Planted++;
        var at = Find(code, index);
        var right = _rows[at];
        _rows[at] = change(right);
        Expected.Add((found, index, code, Cents(_rows[at].Printed - right.Amount)));
    }

    /// <summary>A row is not there.</summary>
    public void Drop(string code, int index)
    {
        Planted++;
        var at = Find(code, index);
        Expected.Add(("missing-interval", index, code, Cents(-_rows[at].Amount)));
        _rows.RemoveAt(at);
    }

    /// <summary>A row is there twice.</summary>
    public void Repeat(string code, int index)
    {
        Planted++;
        var row = _rows[Find(code, index)];
        Expected.Add(("duplicate", index, code, row.Printed));
        _rows.Add(row);
    }

    /// <summary>A row that nobody agreed to.</summary>
    public void Invent(BillRow row)
    {
        Planted++;
        Expected.Add(("not-ours", row.Index, row.Code, row.Printed));
        _rows.Add(row);
    }

    /// <summary>The flag of the repeated hour stands at the other of two quarter hours that are written alike.</summary>
    public void TurnFlags(string code, int first, int second)
    {
        Planted++;
        var (one, other) = (Find(code, first), Find(code, second));
        (_rows[one], _rows[other]) = (_rows[one] with { Index = second }, _rows[other] with { Index = first });
        Expected.Add(("daylight-saving", first, code, Cents(_rows[other].Printed - Right(code, first).Amount)));
        Expected.Add(("daylight-saving", second, code, Cents(_rows[one].Printed - Right(code, second).Amount)));
    }

    /// <summary>The row of the file, from 1, at which each expected place stands.</summary>
    public IEnumerable<int> RowsOf(string code, int index) =>
        Enumerable.Range(0, _rows.Count).Where(row => _rows[row].Code == code && _rows[row].Index == index).Select(static row => row + 4);

    /// <summary>The file: a title, local times, thousands grouped, and a row that is set aside.</summary>
    public string Text()
    {
        var text = new StringBuilder("Invoice 2026-11-0417,,,,,\n,,,,,\nInterval Start,DST Flag,Charge,MWh,Rate,Amount\n");
        foreach (var row in _rows)
        {
            text.Append(CultureInfo.InvariantCulture, $"{BilledDay.Local(row.Index, "MM/dd/uuuu HH:mm")},{(row.Index is >= 8 and < 12 ? "Y" : "N")},{row.Code},{row.Quantity:0.######},{row.Price:0.######},\"{row.Printed:N2}\"\n");
        }

        return text.Append("11/01/2026 23:45,N,TAX,,,\"1,204.11\"\n").ToString();
    }

    private static BillRow Right(string code, int index)
    {
        var (energy, price) = (BilledDay.Energy(index), BilledDay.Price(index));
        return code switch
        {
            "ENERGY" => new(code, index, energy, price),
            "BLOCK" => new(code, index, 15m, 28m),
            "RESALE" => new(code, index, -15m, price),
            "ADDER" => new(code, index, energy * Loss, Adder),
            _ => new(code, index, energy * (Loss - 1m), price),
        };
    }

    private static decimal Cents(decimal amount) => Math.Round(amount, 2, MidpointRounding.AwayFromZero);

    private int Find(string code, int index) => _rows.FindIndex(row => row.Code == code && row.Index == index);
}
