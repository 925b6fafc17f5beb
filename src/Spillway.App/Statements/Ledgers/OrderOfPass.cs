namespace Spillway.App.Statements.Ledgers;

/// <summary>Finds in a control pass whether an order held, without reading it: a month has millions of passes.</summary>
/// <remarks>A quotation mark within a text is escaped, so these bytes are nothing but the fields they name.</remarks>
internal static class OrderOfPass
{
    /// <summary>Whether an order bounds the site, or is a cause of what the pass wanted or told.</summary>
    /// <param name="payload">The record's payload.</param>
    public static bool IsIn(ReadOnlySpan<byte> payload) =>
        payload.IndexOf("\"ceiling_by\":\""u8) >= 0 || payload.IndexOf("\"floor_by\":\""u8) >= 0 || payload.IndexOf("\"named\":[\""u8) >= 0;
}
