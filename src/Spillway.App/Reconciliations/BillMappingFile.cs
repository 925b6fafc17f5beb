using System.Collections.Immutable;
using NodaTime;
using NodaTime.Text;
using Spillway.App.Sites;
using Spillway.Engine;
using Spillway.Engine.Settlements.Reconciliations;
using Spillway.Engine.Settlements.Statements;
using Spillway.Markets.Bills;
using Spillway.Units;

namespace Spillway.App.Reconciliations;

/// <summary>Reads a bill mapping: YAML in which every key is known, as in a site file.</summary>
public static class BillMappingFile
{
    /// <summary>Reads a mapping.</summary>
    /// <param name="path">The file.</param>
    /// <param name="site">Whose bill it is: its currency and its time zone.</param>
    /// <returns>What the bill means.</returns>
    /// <exception cref="RefusedException">One of <see cref="BillMappingErrors"/>, or of <see cref="SiteFileErrors"/> where the value of a key is wrong.</exception>
    public static BillMapping Read(string path, SiteDefinition site)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ArgumentNullException.ThrowIfNull(site);
        var context = new SiteFileContext(path, BillKeys.Table) { Currency = site.Currency };
        var top = new SiteSection(context, "", "", SiteFileText.Load(path, BillKeys.Table.Faults));
        var form = (BillForm)BillKeys.Forms.IndexOf(top.Word("form", "csv"));
        var pattern = top.Text("time_pattern");
        var columns = new BillColumns(top.Text("start"), top.Text("day"), top.Text("interval_number"), top.Text("repeated_hour"), top.Text("code"));
        if (form != BillForm.ErcotStatement)
        {
            CheckTime(top, columns, pattern);
        }

        return new(
            form,
            top.Text("sheet"),
            top.Whole("header_row", 1),
            Separator(top.Word("separator", "comma")),
            top.Word("decimal_mark", "point") == "comma" ? ',' : '.',
            columns,
            pattern,
            top.Word("start_is", "start") == "end",
            Duration.FromMinutes(top.Whole("interval_minutes", 15)),
            top.Has("time_zone") ? SiteFile.Zone(top) : site.TimeZone,
            top.Word("energy_unit", "mwh") == "kwh" ? 1000m : 1m,
            top.Word("positive_is", "site-pays") == "site-pays",
            Codes(top, form),
            top.Words("ignore") ?? []);
    }

    private static char Separator(string word) => word switch { "semicolon" => ';', "tab" => '\t', _ => ',' };

    private static void CheckTime(SiteSection top, BillColumns columns, string? pattern)
    {
        if ((columns.Start is null) == (columns.Day is null) || (columns.Day is null) != (columns.Number is null))
        {
            throw top.Refuse(SiteFileErrors.Contradiction, "start", $"an interval's time is either 'start', or 'day' with 'interval_number': name the one and leave out the other.");
        }

        if (pattern is not null && !IsPattern(pattern, isDay: columns.Day is not null))
        {
            throw top.Refuse(SiteFileErrors.OutOfRange, "time_pattern", $"time_pattern is '{pattern}', which is no pattern of a {(columns.Day is null ? "local time" : "day")}; for example '{(columns.Day is null ? "dd.MM.uuuu HH:mm" : "MM/dd/uuuu")}'.");
        }
    }

    private static bool IsPattern(string pattern, bool isDay)
    {
        try
        {
            _ = isDay ? (object)LocalDatePattern.CreateWithInvariantCulture(pattern) : LocalDateTimePattern.CreateWithInvariantCulture(pattern);
            return true;
        }
        catch (InvalidPatternException)
        {
            return false;
        }
    }

    private static ImmutableArray<BillCode> Codes(SiteSection top, BillForm form)
    {
        var codes = ImmutableArray.CreateBuilder<BillCode>();
        foreach (var section in top.List("charges"))
        {
            var code = section.Word("code");
            section.Shown = $"charges[{code}]";
            var charge = Charge(section);
            LineComponent? component = section.Text("component") is { } word && ComponentNames.TryParse(word, out var part) ? part : null;
            var scope = new BillScope(
                charge,
                section.Text("contract") is { } contract ? new ContractId(contract) : null,
                component,
                new(section.OptionalNumber("tolerance_usd") ?? top.Number("tolerance_usd", 0.01m)));
            var amount = section.Text("amount") ?? top.Text("amount");
            if (amount is null && form != BillForm.ErcotStatement)
            {
                throw section.Missing("amount", $"neither the charge nor the top names a column of amounts.");
            }

            if (codes.Any(earlier => earlier.Code == code || Overlap(earlier.Scope, scope)))
            {
                throw section.Refuse(BillMappingErrors.SameCharge, "code", $"{section.Full("code")} is '{code}': an earlier charge has that code, or stands for the same lines of ours.");
            }

            codes.Add(new(code, scope, section.Text("quantity") ?? top.Text("quantity"), section.Text("price") ?? top.Text("price"), amount ?? ""));
        }

        return codes.DrainToImmutable();
    }

    // The key's words are exactly the charges, so another one has been refused before.
    private static ChargeKind Charge(SiteSection section) =>
        ChargeNames.TryParse(section.Word("charge"), out var charge) ? charge : throw section.Missing("charge", $"it is no charge.");

    // A line of ours may stand for one charge of the bill only, else it would be asked for twice.
    private static bool Overlap(BillScope one, BillScope other) =>
        one.Charge == other.Charge
        && (one.Contract is null || other.Contract is null || one.Contract == other.Contract)
        && (one.Component is null || other.Component is null || one.Component == other.Component);
}
