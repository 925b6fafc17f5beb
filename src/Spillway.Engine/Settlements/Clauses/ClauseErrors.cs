namespace Spillway.Engine.Settlements.Clauses;

/// <summary>Why a contract cannot be settled.</summary>
public static class ClauseErrors
{
    /// <summary>A financial award without what was carried in real time.</summary>
    public static readonly ErrorCode NoRealTimeAward = new(
        "SW4251", "No real-time award", "Give the awards file the real-time award (0 where nothing was carried) and the real-time clearing price.");

    /// <summary>A coincident peak whose demand nothing tells.</summary>
    public static readonly ErrorCode NoPeakDemand = new(
        "SW4252", "Demand at a coincident peak is not known", "State it in the site file under basis of the contract, as '- {month: 2025-07, mw: 12.5}'; or give meter files, or a desk's journal, that reach back to the peak.");

    /// <summary>A charge year without a rate.</summary>
    public static readonly ErrorCode NoRate = new(
        "SW4253", "No rate for the charge year", "State rate_usd_per_mw_year in the contract, or add the year to the market's rules.");

    /// <summary>A month that a ratchet looks back to and nothing tells.</summary>
    public static readonly ErrorCode NoEarlierPeak = new(
        "SW4254", "An earlier month's peak is not known", "State it in the site file under earlier_peaks of the contract, as '- {month: 2025-08, mw: 95}', or state from when on the tariff holds, as 'from: 2026-01-01'; or give meter files that reach back so far.");

    /// <summary>A customer's sub-meter has no reading for a settled interval.</summary>
    public static readonly ErrorCode NoSubMeter = new(
        "SW4255", "A sub-meter has no reading", "Give meter files with the sub-meter's readings of the whole range; a desk's journal has the site's meter alone: for it take meter out of the customer in the site file, whose share is then of the site's meter.");

    /// <summary>A schedule or its nominations do not say how much an interval holds.</summary>
    public static readonly ErrorCode NotNominated = new(
        "SW4256", "Nobody said how much", "Nominate the month (0 where nothing is taken), lengthen the hourly file, or let the contract end.");
}
