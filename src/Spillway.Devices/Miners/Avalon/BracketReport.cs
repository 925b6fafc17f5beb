using Spillway.Devices.Miners.Answers;

namespace Spillway.Devices.Miners.Avalon;

/// <summary>The machine's own report: <c>Key[value]</c> again and again, a key being all text since the last bracket.</summary>
internal sealed class BracketReport
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    public BracketReport(string text)
    {
        var start = 0;
        while (text.IndexOf('[', start) is var open and >= 0)
        {
            var close = text.IndexOf(']', open);
            var end = close < 0 ? text.Length : close;
            var key = text[start..open].Trim();

            // The newer firmware wraps the report: 'STATS':{Ver[…
            _values.TryAdd(key[(key.LastIndexOf('{') + 1)..], text[(open + 1)..end].Trim());
            start = Math.Min(end + 1, text.Length);
        }
    }

    public string? Text(string key) => _values.TryGetValue(key, out var value) && value.Length > 0 ? value : null;

    public decimal? Number(string key) => Fields.Number(Text(key));

    public IReadOnlyList<decimal> Numbers(string key) =>
        [.. (Text(key) ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Fields.Number).OfType<decimal>()];
}
