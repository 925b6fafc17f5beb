using System.Text.Json;
using Spillway.Engine.Settlements.Statements;

namespace Spillway.App.Proofs.Bundles;

/// <summary>Writes one row of an awards file as a leaf.</summary>
internal static class AwardPart
{
    public static void Write(Utf8JsonWriter writer, AwardRow award)
    {
        writer.WriteNumber("source", award.Source);
        writer.WriteNumber("row", award.Row);
        writer.WriteString("start_utc", BundleText.Utc(award.Start));
        writer.WriteString("end_utc", BundleText.Utc(award.Start + award.Length));
        writer.WriteString("contract", award.Contract.Text);
        writer.WriteString("product", award.Product);
        writer.WriteString("awarded_mw", BundleText.Decimal(award.Awarded.Value));
        writer.WriteString("award_price", BundleText.Decimal(award.AwardPrice.Value));
        writer.WriteString("real_time_awarded_mw", Text(award.RealTimeAwarded?.Value));
        writer.WriteString("real_time_price", Text(award.RealTimePrice?.Value));
        writer.WriteString("deployed_mw", Text(award.Deployed?.Value));
    }

    private static string? Text(decimal? value) => value is { } number ? BundleText.Decimal(number) : null;
}
