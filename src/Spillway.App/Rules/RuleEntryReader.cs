using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using Spillway.App.Sites;
using Spillway.Engine.Sites.Rules;

namespace Spillway.App.Rules;

/// <summary>Reads dated entries and the values in them, each of which is given or said to be uncertain.</summary>
internal sealed class RuleEntryReader(SiteSection top, string market, string file, RuleDates dates)
{
    private bool _leftOut;

    /// <summary>The dates of the file.</summary>
    public RuleDates Dates { get; } = dates;

    /// <summary>Reads one list.</summary>
    /// <param name="list">Its key at the top.</param>
    /// <param name="group">The key that tells entries of different kinds apart; empty where each follows the one before.</param>
    /// <param name="read">Makes an entry of its section and the instant from which it holds.</param>
    public ImmutableArray<DatedRule<T>> Read<T>(string list, string group, Func<SiteSection, Instant, T> read)
    {
        var entries = ImmutableArray.CreateBuilder<DatedRule<T>>();
        var newest = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var section in top.List(list))
        {
            var name = group.Length == 0 ? "" : section.Word(group);
            if (name.Length > 0)
            {
                section.Shown = $"{list}[{name}]";
            }

            var from = Dates.Instant(section, RuleKeys.From, Instant.MinValue);
            var to = Dates.Instant(section, RuleKeys.To, Instant.MaxValue);
            if (to <= from)
            {
                throw section.Refuse(RuleFileErrors.Overlap, RuleKeys.To, $"{section.Full(RuleKeys.To)} is not after {RuleKeys.From}: the entry never holds.");
            }

            if (newest.TryGetValue(name, out var before))
            {
                entries[before] = Ended(section, entries[before], from);
            }

            newest[name] = entries.Count;
            entries.Add(new(name, from, to, Checked(section, () => read(section, from))));
        }

        return entries.DrainToImmutable();
    }

    /// <summary>Reads an entry that has no dates, and checks that what it calls uncertain is so.</summary>
    public T Checked<T>(SiteSection section, Func<T> read)
    {
        _leftOut = false;
        var item = read();
        return !IsUncertain(section) || _leftOut
            ? item
            : throw section.Refuse(
                SiteFileErrors.Contradiction, RuleKeys.Uncertain, $"{section.Full(RuleKeys.Uncertain)} is true, and the entry leaves nothing out: remove it, or leave out what is not known.");
    }

    /// <summary>A number that the entry gives or leaves out as uncertain.</summary>
    public RuleValue<T> Number<T>(SiteSection section, string key, Func<decimal, T> make) =>
        section.Number(key) is { } number ? Known(section, key, make(number)) : LeftOut<T>(section, key);

    /// <summary>A word that the entry gives or leaves out as uncertain.</summary>
    public RuleValue<T> Text<T>(SiteSection section, string key, Func<string, T> make) =>
        section.Text(key) is { } text ? Known(section, key, make(text)) : LeftOut<T>(section, key);

    /// <summary>A list of words that the entry gives or leaves out as uncertain.</summary>
    public RuleValue<ImmutableArray<string>> Words(SiteSection section, string key) =>
        section.Words(key) is { } words ? Known(section, key, words) : LeftOut<ImmutableArray<string>>(section, key);

    /// <summary>A value that follows from another key.</summary>
    public RuleValue<T> Known<T>(SiteSection section, string key, T value) => new(Rule(section, key), IsKnown: true, value);

    /// <summary>Months of the year.</summary>
    public static ImmutableArray<int> Months(SiteSection section)
    {
        const string Key = "months";
        var months = section.Words(Key)!.Value.Select(text =>
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var month) && month is >= 1 and <= 12
                ? month
                : throw section.Refuse(SiteFileErrors.OutOfRange, Key, $"{section.Full(Key)} has '{text}'; months are 1 to 12.")).Order().ToImmutableArray();
        return !months.IsEmpty
            ? months
            : throw section.Refuse(SiteFileErrors.OutOfRange, Key, $"{section.Full(Key)} is empty; it wants at least one month, 1 to 12.");
    }

    private static DatedRule<T> Ended<T>(SiteSection section, DatedRule<T> before, Instant from)
    {
        var isInOrder = from > before.From && (before.To == Instant.MaxValue || before.To <= from);
        return isInOrder
            ? before with { To = Instant.Min(before.To, from) }
            : throw section.Refuse(RuleFileErrors.Overlap, RuleKeys.From, $"{section.Full(RuleKeys.From)} is {Shown(from)}, and the entry of its kind before it holds from {Shown(before.From)} to {Shown(before.To)}.");
    }

    private RuleValue<T> LeftOut<T>(SiteSection section, string key)
    {
        if (!IsUncertain(section))
        {
            throw section.Missing(key, $"write it, or 'uncertain: true' where nobody knows it");
        }

        _leftOut = true;
        return new(Rule(section, key), IsKnown: false, default);
    }

    private string Rule(SiteSection section, string key) =>
        string.Create(CultureInfo.InvariantCulture, $"{market}: {section.Full(key)} ({file}, line {section.StartLine})");

    private static bool IsUncertain(SiteSection section) => section.Word(RuleKeys.Uncertain, "false") == "true";

    private static string Shown(Instant at) =>
        at == Instant.MinValue ? "ever" : at == Instant.MaxValue ? "further notice" : at.ToString();
}
