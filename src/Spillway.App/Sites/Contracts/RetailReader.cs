using System.Collections.Immutable;
using NodaTime;
using Spillway.Engine.Sites.Contracts;

namespace Spillway.App.Sites.Contracts;

/// <summary>Reads what retailer and wires company charge.</summary>
internal static class RetailReader
{
    private const decimal KilowattsPerMegawatt = 1000m;

    /// <summary>Reads a retail contract.</summary>
    /// <param name="section">Its keys.</param>
    /// <param name="terms">What every contract has.</param>
    /// <returns>The contract.</returns>
    public static IndexContract Index(SiteSection section, ContractTerms terms) => new(
        terms.Id,
        new(section.RequiredNumber("adder_usd_per_mwh")),
        new(section.RequiredNumber("loss_factor_ratio")),
        new(section.Number("fee_usd_per_mwh", 0m)),
        new(section.Number("fee_usd_per_month", 0m)))
    {
        Term = terms.Term,
        Rounding = terms.Rounding,
    };

    /// <summary>Reads a wires tariff.</summary>
    /// <param name="section">Its keys.</param>
    /// <param name="terms">What every contract has.</param>
    /// <returns>The tariff.</returns>
    public static DeliveryTariff Delivery(SiteSection section, ContractTerms terms)
    {
        var window = section.Whole("demand_window_minutes", 15);
        return 60 % window != 0
            ? throw section.Refuse(SiteFileErrors.OutOfRange, "demand_window_minutes", $"{section.Full("demand_window_minutes")} is {window}; a window must divide an hour: 5, 6, 10, 12, 15, 20, 30 or 60.")
            : new(
                terms.Id,
                new(section.RequiredNumber("demand_usd_per_kw_month") * KilowattsPerMegawatt),
                Duration.FromMinutes(window),
                new(section.Number("energy_usd_per_mwh", 0m)),
                new(section.Number("ratchet_ratio", 0m)),
                new(section.Number("fee_usd_per_month", 0m)))
            {
                Term = terms.Term,
                Rounding = terms.Rounding,
                EarlierPeaks = EarlierPeaks(section),
                Since = terms.From?.ToYearMonth(),
            };
    }

    private static ImmutableArray<MonthlyPeak> EarlierPeaks(SiteSection section)
    {
        var peaks = ImmutableArray.CreateBuilder<MonthlyPeak>();
        foreach (var entry in section.List("earlier_peaks"))
        {
            var month = entry.Month("month");
            if (peaks.Any(other => other.Month == month))
            {
                throw entry.Refuse(SiteFileErrors.Contradiction, "month", $"{entry.Full("month")}: {entry.Word("month")} stands twice.");
            }

            peaks.Add(new(month, new(entry.RequiredNumber("mw"))));
        }

        return peaks.DrainToImmutable();
    }
}
