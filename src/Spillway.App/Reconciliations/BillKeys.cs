using System.Collections.Immutable;
using Spillway.App.Sites;
using static Spillway.App.Sites.SiteKeyKind;

namespace Spillway.App.Reconciliations;

/// <summary>Every key of a bill mapping: the reader checks by this table and the reference page is made from it.</summary>
public static class BillKeys
{
    /// <summary>The section of one charge.</summary>
    public const string Charge = "charges[]";

    /// <summary>The ways a bill's file may be written.</summary>
    internal static readonly ImmutableArray<string> Forms = ["csv", "xlsx", "ercot-statement"];

    /// <summary>What may part the columns of a text.</summary>
    internal static readonly ImmutableArray<string> Separators = ["comma", "semicolon", "tab"];

    private const string Required = SiteKey.Required;
    private static readonly NumberRange Money = new(0m, 1_000_000m);

    /// <summary>The table.</summary>
    public static KeyTable Table { get; } = new([.. File(), .. Time(), .. Columns(), .. Charges()], "docs/reference/bill-mapping.md")
    {
        Faults = new(
            BillMappingErrors.Missing, BillMappingErrors.Unreadable, BillMappingErrors.Syntax, BillMappingErrors.UnknownKey, BillMappingErrors.MissingKey),
    };

    private static ImmutableArray<SiteKey> File() =>
    [
        new("", "form", Word, "", "csv", "xlsx", "How the file is written: text, a workbook, or ERCOT's statement of an operating day as XML.", Words: Forms),
        new("", "sheet", Text, "", "the first", "Detail", "The sheet of a workbook."),
        new("", "header_row", Whole, "row", "1", "8", "The row that names the columns.", new(1m, 10_000m)),
        new("", "separator", Word, "", "comma", "semicolon", "What parts the columns of a text.", Words: Separators),
        new("", "decimal_mark", Word, "", "point", "comma", "What stands before the decimals; the other of the two may group thousands.", Words: ["point", "comma"]),
        new("", "energy_unit", Word, "", "mwh", "kwh", "What quantities count and prices are for.", Words: ["mwh", "kwh"]),
        new("", "positive_is", Word, "", "site-pays", "site-is-paid", "What a positive amount means.", Words: ["site-pays", "site-is-paid"]),
    ];

    private static ImmutableArray<SiteKey> Time() =>
    [
        new("", "start", Text, "", "none: then `day` and `interval_number`", "Interval", "The column of the interval's time."),
        new("", "start_is", Word, "", "start", "end", "Whether that time is the interval's start or its end.", Words: ["start", "end"]),
        new("", "time_pattern", Text, "", "an instant in UTC, 2026-07-01T20:00:00Z; a day as uuuu-MM-dd", "dd.MM.uuuu HH:mm", "How a local time, or the day, is written: u year, M month, d day, H hour, m minute."),
        new("", "time_zone", Word, "", "the site's", "America/Chicago", "The zone of local times."),
        new("", "interval_minutes", Whole, "minutes", "15", "60", "How long an interval is.", new(1m, 1440m)),
        new("", "day", Text, "", "none", "Operating Day", "The column of the local day, where intervals are numbered in it."),
        new("", "interval_number", Text, "", "none", "Interval Number", "The column of the interval's number in its day, from 1: 92 and 100 on the days the clocks change."),
        new("", "repeated_hour", Text, "", "none: the second of two equal times of a charge is the later", "DST Flag", "The column of a flag that is Y, 1 or true in the second of two equal hours."),
    ];

    private static ImmutableArray<SiteKey> Columns() =>
    [
        new("", "code", Text, "", "none: every charge has columns of its own", "Charge Code", "The column that says what a row is charged for."),
        new("", "quantity", Text, "", "the bill shows none", "MWh", "The column of the quantity; a charge may name its own."),
        new("", "price", Text, "", "the bill shows none", "Rate", "The column of the price; a charge may name its own."),
        new("", "amount", Text, "", "every charge names its own", "Amount", "The column of the amount."),
        new("", "tolerance_usd", Number, "USD", "0.01", "0.02", "A difference of one line that is not worth a question.", Money),
        new("", "ignore", Words, "", "none", "[ESACAMT]", "Codes that are not to be checked; what they come to is told."),
        new("", "charges", Sections, "", Required, "", "The charges of the bill, each with our lines that it stands for."),
    ];

    private static ImmutableArray<SiteKey> Charges() =>
    [
        new(Charge, "code", Text, "", Required, "RTEIAMT", "The bill's code; where there is no column of codes, a name for the charge."),
        new(Charge, "charge", Word, "", Required, "energy-real-time", "Our charge.", Words: [.. Enum.GetValues<Engine.Settlements.Statements.ChargeKind>().Select(Engine.Settlements.Statements.ChargeNames.Of)]),
        new(Charge, "contract", Word, "", "all of the charge", "block-1", "Our clause."),
        new(Charge, "component", Word, "", "all of the charge together", "purchase", "Our component.", Words: [.. Enum.GetValues<Engine.Settlements.Statements.LineComponent>().Select(Engine.Settlements.Statements.ComponentNames.Of)]),
        new(Charge, "quantity", Text, "", "as at the top", "Usage", "The column of its quantity."),
        new(Charge, "price", Text, "", "as at the top", "Rate", "The column of its price."),
        new(Charge, "amount", Text, "", "as at the top", "Energy USD", "The column of its amount."),
        new(Charge, "tolerance_usd", Number, "USD", "as at the top", "0.02", "Its own tolerance.", Money),
    ];
}
