using NodaTime;
using Spillway.Markets.Files;
using Spillway.Units;

namespace Spillway.Markets.Ercot;

/// <summary>Reads ERCOT's tables, whichever container they come in: each form is known by its header.</summary>
internal static class ErcotTables
{
    private const int DeepestHeader = 20;
    private const int MinutesPerInterval = 15;

    /// <summary>Reads one sheet or CSV file.</summary>
    /// <param name="draft">Where the figures go.</param>
    /// <param name="rows">The rows, the header among the first of them.</param>
    /// <param name="isExact">Whether every row must have as many cells as the header; a workbook leaves out empty ones.</param>
    /// <returns>The form; null where no known header stands in the first rows.</returns>
    public static string? Read(FileDraft draft, IEnumerable<TableRow> rows, bool isExact)
    {
        using var walk = rows.GetEnumerator();
        for (var depth = 0; depth < DeepestHeader && walk.MoveNext(); depth++)
        {
            var header = new ErcotHeader(walk.Current);
            if (Form(header) is { } form)
            {
                header.RefuseTwice();
                while (walk.MoveNext())
                {
                    if (!walk.Current.IsBlank)
                    {
                        header.RefuseRagged(walk.Current, isExact);
                        form.Row(draft, header, walk.Current);
                    }
                }

                draft.FixedInterval ??= form.Interval;
                return form.Name;
            }
        }

        return null;
    }

    private static ErcotForm? Form(ErcotHeader header)
    {
        if (header.Has("deliverydate", "deliveryhour", "deliveryinterval", "settlementpointprice")
            && header.Find("settlementpointname", "settlementpoint") >= 0)
        {
            return new("ERCOT real-time settlement point prices", Duration.FromMinutes(MinutesPerInterval), RealTime);
        }

        if (header.Has("deliverydate", "hourending", "settlementpoint", "settlementpointprice"))
        {
            return new("ERCOT day-ahead settlement point prices", Duration.FromHours(1), DayAhead);
        }

        if (header.Has("deliverydate", "hourending", "ancillarytype", "mcpc"))
        {
            return new("ERCOT ancillary service prices, long", Duration.FromHours(1), AncillaryLong);
        }

        if (header.Has("deliverydate", "hourending", "regup", "regdn"))
        {
            return new("ERCOT ancillary service prices", Duration.FromHours(1), Ancillary);
        }

        if (header.Has("hourending", "coast", "ercot"))
        {
            return new("ERCOT native load", Duration.FromHours(1), ErcotLoad.Row);
        }

        return ErcotFuelMix.Matches(header)
            ? new("ERCOT generation by fuel", Duration.FromMinutes(MinutesPerInterval), ErcotFuelMix.Row)
            : null;
    }

    private static void RealTime(FileDraft draft, ErcotHeader header, TableRow row)
    {
        var interval = header.Find("deliveryinterval");
        var number = row.Whole(interval);
        if (number is < 1 or > 4)
        {
            throw row.Refuse(MarketFileErrors.NotATime, interval, $"delivery interval {number} is not 1 to 4");
        }

        var hour = header.Find("deliveryhour");
        var start = Start(header, row, hour, (number - 1) * MinutesPerInterval);
        AddPrice(draft, header, row, Product.RealTimePrice, start);
    }

    private static void DayAhead(FileDraft draft, ErcotHeader header, TableRow row) =>
        AddPrice(draft, header, row, Product.DayAheadPrice, Start(header, row, header.Find("hourending"), 0));

    private static void AddPrice(FileDraft draft, ErcotHeader header, TableRow row, Product product, long start)
    {
        var name = header.Find("settlementpointname", "settlementpoint");
        var type = header.Find("settlementpointtype");
        draft.AllowsPairs |= type < 0 && product == Product.RealTimePrice;
        if (row.Figure(header.Find("settlementpointprice")) is { } price)
        {
            var point = PointTypeNames.Point(draft, row.Text(name), type < 0 ? "" : row.Text(type), row.Place(type < 0 ? name : type));
            draft.Series(new("ercot", product, point)).Add(start, price, row.Key);
        }
    }

    private static void Ancillary(FileDraft draft, ErcotHeader header, TableRow row)
    {
        var start = Start(header, row, header.Find("hourending"), 0);
        for (var column = 0; column < header.Count; column++)
        {
            if (header.Name(column) is "regup" or "regdn" or "rrs" or "nspin" or "ecrs" && row.Figure(column) is { } price)
            {
                AddService(draft, header.Name(column), start, price, row.Key);
            }
        }
    }

    private static void AncillaryLong(FileDraft draft, ErcotHeader header, TableRow row)
    {
        if (row.Figure(header.Find("mcpc")) is { } price)
        {
            var start = Start(header, row, header.Find("hourending"), 0);
            var service = header.Find("ancillarytype");
            AddService(draft, draft.Named(row.Text(service), row.Place(service)), start, price, row.Key);
        }
    }

    private static void AddService(FileDraft draft, string service, long start, decimal price, int row) =>
        draft.Series(new("ercot", Product.AncillaryPrice, new(service.ToUpperInvariant(), SettlementPointType.System)))
            .Add(start, price, row);

    private static long Start(ErcotHeader header, TableRow row, int hourColumn, int minutes)
    {
        var local = ErcotClock.Date(row, header.Find("deliverydate")).AtMidnight()
            .PlusHours(ErcotClock.HourEnding(row, hourColumn) - 1)
            .PlusMinutes(minutes);
        return ErcotClock.Start(row, hourColumn, local, ErcotClock.IsRepeated(row, header.Find("repeatedhourflag", "dstflag")));
    }

    private sealed record ErcotForm(string Name, Duration Interval, Action<FileDraft, ErcotHeader, TableRow> Row);
}
