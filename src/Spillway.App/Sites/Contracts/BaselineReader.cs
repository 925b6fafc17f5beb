using System.Collections.Immutable;
using Spillway.App.Obligations;
using Spillway.Engine;
using Spillway.Engine.Sites.Contracts;
using Spillway.Units;

namespace Spillway.App.Sites.Contracts;

/// <summary>Reads by which baseline a programme pays.</summary>
internal static class BaselineReader
{
    private const string Method = "baseline";
    private const string Price = "baseline_price_usd_per_mwh";
    private const string Window = "baseline_window_days";
    private const string Take = "baseline_take_days";
    private const string Adjustment = "baseline_adjustment";
    private const string Cap = "baseline_adjustment_cap_ratio";

    private static readonly ImmutableArray<string> _ofDays = ["baseline_days", Window, Take, Adjustment, Cap];

    /// <summary>Reads it.</summary>
    /// <param name="section">The contract's keys.</param>
    /// <param name="contract">The contract.</param>
    /// <returns>The programme; null where the contract pays by no baseline.</returns>
    public static BaselineProgramme? Read(SiteSection section, EmergencyResponse contract)
    {
        if (!section.Has(Method))
        {
            Refuse(section, [Price, .. _ofDays], key => $"{section.Full(key)} is given and {section.Full(Method)} is not: it says something of a baseline.");
            section.Note(Method, "none", SettingOrigin.Default, "");
            return null;
        }

        var method = section.Word(Method, "");
        var price = new EnergyPrice(section.Number(Price) ?? throw section.Missing(Price, $"'baseline: {method}' is worth by it"));
        if (!BaselineMethods.ByDays.TryGetValue(method, out var usual))
        {
            Refuse(section, _ofDays, key => $"{section.Full(key)} is given and {section.Full(Method)} is '{method}': no other day counts there.");
            return new(contract.Id, method, null, price, contract.Obligation);
        }

        var rules = BaselineMethods.Varied(
            usual, (int?)section.OptionalNumber(Window), (int?)section.OptionalNumber(Take), section.Word("baseline_days", "business"), section.Text(Adjustment), section.OptionalNumber(Cap));
        if (rules.Take > rules.Window)
        {
            throw section.Refuse(SiteFileErrors.Contradiction, Take, $"{section.Full(Take)} is {rules.Take} and it looks at {rules.Window} days.");
        }

        return rules.Adjustment is null && section.Has(Cap)
            ? throw section.Refuse(SiteFileErrors.Contradiction, Cap, $"{section.Full(Cap)} is given and the event's own day does not count: {section.Full(Adjustment)} says how it would.")
            : new(contract.Id, method, rules, price, contract.Obligation);
    }

    private static void Refuse(SiteSection section, ImmutableArray<string> keys, Func<string, Wording> why)
    {
        if (keys.FirstOrDefault(section.Has) is { } key)
        {
            throw section.Refuse(SiteFileErrors.Contradiction, key, why(key));
        }
    }
}
