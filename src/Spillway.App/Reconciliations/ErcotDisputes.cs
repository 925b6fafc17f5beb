using System.Globalization;
using System.Xml.Linq;
using NodaTime;
using NodaTime.Text;
using Spillway.Engine.Settlements.Reconciliations;
using Spillway.Units;

namespace Spillway.App.Reconciliations;

/// <summary>The disputes in the shape ERCOT's dispute interface takes: one an operating day and charge type.</summary>
/// <remarks>Shape: ERCOT's schema ErcotDisputesTypes.xsd, version 0.3.4. The person to ask is not ours to know: phone and
/// mail stand there empty and are filled in before it is sent.</remarks>
public static class ErcotDisputes
{
    private const int MostSentences = 20;
    private static readonly OffsetDateTimePattern Moment = OffsetDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:sso<+HH:mm>");
    private static readonly XNamespace Ews = "http://www.ercot.com/schema/2007-06/nodal/ews";

    /// <summary>Makes the document.</summary>
    /// <param name="reconciled">What was found; rounding is not disputed.</param>
    /// <param name="zone">The market's zone: operating days are local.</param>
    /// <returns>The document.</returns>
    public static XDocument Of(BillReconciliation reconciled, DateTimeZone zone)
    {
        ArgumentNullException.ThrowIfNull(reconciled);
        var disputes = reconciled.Found.Variances
            .Where(variance => variance.Class != VarianceClass.Rounding)
            .GroupBy(variance => (Day: variance.Span.Start.InZone(zone).Date, Code: Code(reconciled.Bill, variance)))
            .OrderBy(group => group.Key.Day).ThenBy(group => group.Key.Code, StringComparer.Ordinal);
        return new(new XElement(Ews + "Disputes", disputes.Select(group => Dispute(group.Key.Day, group.Key.Code, [.. group], zone))));
    }

    private static XElement Dispute(LocalDate day, string code, List<Variance> variances, DateTimeZone zone)
    {
        var sentences = variances.Take(MostSentences)
            .Select(variance => $"{InstantPattern.General.Format(variance.Span.Start)} {VarianceNames.Of(variance.Class)}: {variance.Because}");
        var more = variances.Count > MostSentences ? $" And {variances.Count - MostSentences} more." : "";
        return new(
            Ews + "Dispute",
            new XElement(
                Ews + "Info",
                new XElement(Ews + "market", "RTM"),
                new XElement(Ews + "amount", Amount(new(variances.Sum(variance => variance.Difference.Value)))),
                new XElement(Ews + "type", "Settlement Disputes"),
                new XElement(Ews + "subType", string.Join(", ", variances.Select(variance => VarianceNames.Of(variance.Class)).Distinct())),
                new XElement(Ews + "chargeType", code),
                new XElement(
                    Ews + "Description",
                    new XElement(Ews + "short", $"{code} on {LocalDatePattern.Iso.Format(day)}: {variances.Count} intervals differ"),
                    new XElement(Ews + "long", string.Join(" ", sentences) + more))),
            new XElement(Ews + "Contact", new XElement(Ews + "phoneNo"), new XElement(Ews + "eMail")),
            new XElement(
                Ews + "Schedule",
                new XElement(Ews + "endInterval", Local(variances.Max(variance => variance.Span.End), zone)),
                new XElement(Ews + "operatingDay", Local(zone.AtStartOfDay(day).ToInstant(), zone)),
                new XElement(Ews + "startInterval", Local(variances.Min(variance => variance.Span.Start), zone))));
    }

    private static string Code(Bill bill, Variance variance) =>
        variance.BillLines.FirstOrDefault()?.Code
        ?? bill.Lines.FirstOrDefault(line => line.Scope == variance.Scope)?.Code
        ?? Engine.Settlements.Statements.ChargeNames.Of(variance.Scope.Charge);

    private static string Amount(Money difference) =>
        Engine.Settlements.Statements.LineAmount.ToCent(difference).Value.ToString("0.00", CultureInfo.InvariantCulture);

    private static string Local(Instant instant, DateTimeZone zone) => Moment.Format(instant.InZone(zone).ToOffsetDateTime());
}
