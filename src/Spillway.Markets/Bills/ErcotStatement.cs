using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using NodaTime;
using NodaTime.Text;
using Spillway.Engine;
using Spillway.Engine.Settlements.Reconciliations;
using Spillway.Markets.Files;

namespace Spillway.Markets.Bills;

/// <summary>ERCOT's settlement statement of one operating day: amounts by charge type and interval.</summary>
/// <remarks>Shape: ERCOT's schema snb/Statements.xsd (2010). Intervals are numbered through the day, so the 92nd or the
/// 100th needs no flag. Amounts there are negative where ERCOT pays.</remarks>
internal static class ErcotStatement
{
    private const long MostCharacters = 64L * 1024 * 1024;
    // Of a minute each in a day of 25 hours.
    private const int MostIntervals = 1_500;
    private static readonly LocalDatePattern Day = LocalDatePattern.CreateWithInvariantCulture("MM/dd/uuuu");

    /// <summary>Reads a statement.</summary>
    public static Bill Read(FileContent content, BillMapping mapping)
    {
        var root = Load(content);
        var written = root.Element("AccountSection")?.Element("OperatingDay")?.Value ?? "";
        var day = Day.Parse(written);
        if (root.Name.LocalName != "Statement" || !day.Success || root.Element("DataSection") is not { } charges)
        {
            throw new RefusedException(BillErrors.OtherShape, $"{content.File}: the root is '{root.Name.LocalName}' and the operating day '{written}'.");
        }

        var begin = mapping.Zone.AtStartOfDay(day.Value).ToInstant();
        var end = mapping.Zone.AtStartOfDay(day.Value.PlusDays(1)).ToInstant();
        var lines = new List<BillLine>();
        var ignored = new Dictionary<string, (int Rows, decimal Amount)>(StringComparer.Ordinal);
        foreach (var charge in charges.Elements("ChargeType"))
        {
            var code = charge.Element("AmountCode")?.Value.Trim() ?? "";
            var intervals = charge.Elements("Interval").ToList();
            if (mapping.Ignored.Contains(code))
            {
                ignored[code] = (intervals.Count, intervals.Sum(interval => Number(content, interval)));
                continue;
            }

            var meant = mapping.Codes.FirstOrDefault(known => known.Code == code)
                ?? throw new RefusedException(BillErrors.UnknownCode, $"{content.File}, line {Line(charge)}: the code is '{code}'; the mapping knows {string.Join(", ", mapping.Codes.Select(known => $"'{known.Code}'"))}.");
            lines.AddRange(Numbered(content, intervals).Select(one => Read(content, one, meant, mapping, (begin, (end - begin) / intervals.Count, end))));
        }

        return BillReader.Of(content, mapping, "ERCOT statement, XML", lines, ignored);
    }

    private static IEnumerable<(int Number, XElement Interval)> Numbered(FileContent content, List<XElement> intervals)
    {
        var seen = new HashSet<int>();
        foreach (var interval in intervals)
        {
            var written = interval.Attribute("NUM")?.Value ?? "";
            if (!int.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number is < 1 or > MostIntervals || !seen.Add(number))
            {
                throw new RefusedException(BillErrors.NotATime, $"{content.File}, line {Line(interval)}: interval '{written}' is {(seen.Contains(number) ? "there twice" : "not in the operating day")}.");
            }

            yield return (number, interval);
        }
    }

    private static BillLine Read(FileContent content, (int Number, XElement Element) one, BillCode code, BillMapping mapping, (Instant Begin, Duration Length, Instant End) day)
    {
        var (number, interval) = one;
        var length = day.Length;
        var start = day.Begin + (Length(length, mapping) * (number - 1));
        if (start >= day.End)
        {
            throw new RefusedException(BillErrors.NotATime, $"{content.File}, line {Line(interval)}: interval {number} is not in the operating day.");
        }

        var amount = Number(content, interval);
        return new(
            Line(interval), new(start, start + Length(length, mapping)), code.Code, code.Scope, null, null,
            new(mapping.IsSitePaysPositive ? amount : -amount));
    }

    // A charge of the hour has a quarter of the intervals of one of the quarter hour; where some are missing the mapping tells.
    private static Duration Length(Duration even, BillMapping mapping) =>
        even == Duration.FromHours(1) ? even : mapping.Interval;

    private static decimal Number(FileContent content, XElement interval)
    {
        var written = interval.Element("IntervalValue")?.Value.Trim() ?? "";
        return decimal.TryParse(written, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new RefusedException(BillErrors.NotANumber, $"{content.File}, line {Line(interval)}: IntervalValue is '{written}'.");
    }

    private static XElement Load(FileContent content)
    {
        try
        {
            var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = MostCharacters };
            using var reader = XmlReader.Create(new MemoryStream(content.Members[0].Bytes), settings);
            return XDocument.Load(reader, LoadOptions.SetLineInfo).Root!;
        }
        catch (XmlException fault)
        {
            throw new RefusedException(BillErrors.OtherShape, $"{content.File}, line {fault.LineNumber}: {fault.Message}", fault);
        }
    }

    private static int Line(XElement element) => ((IXmlLineInfo)element).LineNumber;
}
