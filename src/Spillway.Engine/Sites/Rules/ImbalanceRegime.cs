namespace Spillway.Engine.Sites.Rules;

/// <summary>What an ancillary award of the day-ahead market obliges to.</summary>
public enum ImbalanceRegime
{
    /// <summary>The market has no day-ahead ancillary awards in this file.</summary>
    None = 0,

    /// <summary>The awarded capacity must stand there physically (ERCOT until 2025-12-04).</summary>
    Physical = 1,

    /// <summary>The award is financial: what is not carried is bought back at the real-time clearing price (ERCOT since 2025-12-05).</summary>
    Financial = 2,
}
