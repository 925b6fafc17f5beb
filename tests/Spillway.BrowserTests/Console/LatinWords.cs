using Microsoft.Playwright;

namespace Spillway.BrowserTests.Console;

/// <summary>What of a page in Chinese is left in Latin letters: words that a reader would have to know English for. Names, units, codes,
/// keys of files and what people wrote themselves are none of them.</summary>
internal static class LatinWords
{
    // The words of texts and of the labels that are only heard; what stands in code, in a field that is being edited, or is marked as
    // English (a citation, what a person or a machine said) stays as it was written.
    private const string Find = """
        ([allowed, phrases]) => {
            const words = new Set();
            const said = (whole, where) => {
                const text = phrases.reduce((rest, phrase) => rest.replaceAll(phrase, ' '), whole);
                for (const token of text.split(/[^A-Za-z0-9_.\-/@:'’+*=]+/)) {
                    if (token.startsWith('--')) continue;
                    const word = token.replace(/^[.\-/:'’+*=]+|[.\-/:'’+*=]+$/g, '');
                    if (/^[A-Za-z]{2,}$/.test(word) && /[a-z]/.test(word) && !allowed.includes(word)) {
                        words.add(word + ' ← ' + where + whole.trim().replace(/\s+/g, ' ').slice(0, 160));
                    }
                }
            };
            const isKept = element => element.closest('code, pre, kbd, textarea, script, style, [lang=en], [data-said]') !== null;
            const isSeen = element => element.checkVisibility({ visibilityProperty: true });
            const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
            while (walker.nextNode()) {
                const element = walker.currentNode.parentElement;
                if (element && !isKept(element) && isSeen(element)) said(walker.currentNode.data, '');
            }
            for (const element of document.querySelectorAll('[aria-label], [title], [alt]')) {
                if (isKept(element) || !isSeen(element)) continue;
                for (const name of ['aria-label', 'title', 'alt']) said(element.getAttribute(name) ?? '', name + ': ');
            }
            return [...words];
        }
        """;

    // Units, names of things, and words of files that a person has to write as they are.
    private static readonly string[] _allowed =
    [
        "MWh", "kWh", "kW", "Hz", "MiB", "KiB", "xlsx", "zip", "min", "ms", "Spillway", "English", "Webhook", "CloudEvents", "chrony",
        "Antminer", "Hyd", "Whatsminer", "whatsminer", "Avalon", "avalon", "luxos", "sunspec", "ercot", "strike", "foresight",
    ];

    // A command, and the keys of a file, as they are written.
    private static readonly string[] _phrases = ["'spillway prices import'", "host、port、security、from、user 和 password"];

    /// <summary>The words, each with the text it stands in.</summary>
    /// <param name="page">A page that is drawn in Chinese.</param>
    /// <param name="names">What this site's people called things and wrote themselves.</param>
    public static async Task<IReadOnlyList<string>> OfAsync(IPage page, params string[] names) =>
        await page.EvaluateAsync<string[]>(Find, new object[] { _allowed.Concat(names.Where(static name => !name.Contains(' '))).ToArray(), _phrases.Concat(names.Where(static name => name.Contains(' '))).ToArray() });
}
