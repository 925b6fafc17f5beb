namespace Spillway.Markets.Files;

/// <summary>Refuses texts in another encoding than UTF-8, and says where that begins.</summary>
internal static class TextCheck
{
    public static void Utf8(FileDraft draft, ReadOnlySpan<byte> text)
    {
        if (System.Text.Unicode.Utf8.IsValid(text))
        {
            return;
        }

        var lines = new CsvLines(text);
        while (lines.MoveNext() && System.Text.Unicode.Utf8.IsValid(lines.Current))
        {
            // The first line that is not valid is the one to name.
        }

        var at = lines.Current.IndexOfAnyExceptInRange((byte)0, (byte)0x7f);
        var seen = at < 0 ? "" : $": byte 0x{lines.Current[at]:x2} at place {at + 1}";
        throw draft.Refuse(MarketFileErrors.NotUtf8, new(draft.Member, lines.Number), $"the text is not UTF-8{seen}");
    }
}
