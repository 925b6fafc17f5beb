using Spillway.Engine.Sites.Contracts;
using Spillway.Units;

namespace Spillway.App.Sites.Contracts;

/// <summary>Reads mining pools.</summary>
internal static class PoolReader
{
    /// <summary>Reads a pool.</summary>
    /// <param name="section">Its keys.</param>
    /// <param name="terms">What every contract has.</param>
    /// <returns>The pool.</returns>
    public static MiningPool Read(SiteSection section, ContractTerms terms)
    {
        var word = section.Word("payout");
        var payout = word switch
        {
            "fpps" => PoolPayout.FullPayPerShare,
            "pps" => PoolPayout.PayPerShare,
            _ => PoolPayout.PayPerLastShares,
        };
        return new(
            terms.Id,
            payout,
            new(section.RequiredNumber("fee_ratio")),
            section.OptionalNumber("hashprice_usd_per_ph_day") is { } price ? new Hashprice(price) : null,
            new(Only(section, "transaction_fee_ratio", word, "pps") ?? 0m),
            new(Only(section, "luck_ratio", word, "pplns") ?? 1m))
        {
            Term = terms.Term,
            Rounding = terms.Rounding,
        };
    }

    private static decimal? Only(SiteSection section, string key, string payout, string wanted)
    {
        if (payout == wanted)
        {
            return section.Number(key) ?? throw section.Missing(key, $"what 'payout: {wanted}' comes to depends on it");
        }

        return section.Has(key)
            ? throw section.Refuse(SiteFileErrors.Contradiction, key, $"{section.Full(key)} belongs to 'payout: {wanted}', and {section.Full("payout")} is '{payout}'.")
            : null;
    }
}
