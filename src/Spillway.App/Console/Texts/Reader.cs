using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Spillway.Engine;
using Spillway.Units;

namespace Spillway.App.Console.Texts;

/// <summary>Who reads a page: language, time zone and look, and with them the form of every text, number and time.</summary>
/// <param name="Texts">The languages.</param>
/// <param name="Language"><c>en</c> or <c>zh-CN</c>.</param>
/// <param name="Zone">The zone of the times shown: the market's, or UTC.</param>
/// <param name="IsDark">Whether the control room's dark look is wanted.</param>
public sealed record Reader(ConsoleTexts Texts, string Language, DateTimeZone Zone, bool IsDark)
{
    /// <summary>What stands where nothing is known.</summary>
    public const string None = "–";

    /// <summary>The languages there are, with their own names.</summary>
    public static IReadOnlyList<(string Code, string Name)> Languages { get; } = [("en", "English"), ("zh-CN", "简体中文")];

    /// <summary>Whether the reader reads the language that the program itself is written in.</summary>
    public bool IsEnglish => Language == "en";

    private bool IsChinese => Language == "zh-CN";

    /// <summary>A text in the reader's language.</summary>
    /// <param name="english">The English text, a literal: a test looks for its translation.</param>
    public string this[string english] => Texts.In(Language, english);

    /// <summary>A text with things put in.</summary>
    /// <param name="english">The English text with {0}, {1} …</param>
    /// <param name="parts">What is put in, in the reader's form already.</param>
    public string this[string english, params object?[] parts] => string.Format(CultureInfo.InvariantCulture, Texts.In(Language, english), parts);

    /// <summary>Whether all of a sentence that was made elsewhere can be said in the reader's language.</summary>
    /// <param name="words">The sentence.</param>
    public bool Knows(Wording words)
    {
        ArgumentNullException.ThrowIfNull(words);
        return IsEnglish || words.Patterns().All(pattern => !pattern.Any(char.IsAsciiLetter) || Texts.Has(Language, pattern));
    }

    /// <summary>A sentence that was made elsewhere.</summary>
    /// <param name="words">The sentence.</param>
    public string Said(Wording words)
    {
        ArgumentNullException.ThrowIfNull(words);
        return words.Said(pattern => Texts.In(Language, pattern));
    }

    /// <summary>Megawatts with one decimal and their unit.</summary>
    public static string Mw(Megawatts? power) => power is { } some ? Number(some.Value, "#,##0.0") + " MW" : None;

    /// <summary>A number; thousands are parted by a comma in both languages, and what is below zero has the minus sign, not a hyphen:
    /// it is as wide as a digit and is never broken off at the end of a line.</summary>
    public static string Number(decimal? value, string format = "#,##0.##") => value is { } some ? some.ToString(format, CultureInfo.InvariantCulture).Replace('-', '−') : None;

    /// <summary>A price with two decimals, without its unit.</summary>
    public static string Price(EnergyPrice? price) => price is { } some ? Number(some.Value, "#,##0.00") : None;

    /// <summary>Money to the cent with its currency.</summary>
    public static string Money(decimal? amount, string currency) => amount is { } some ? Number(some, "#,##0.00") + " " + currency : None;

    /// <summary>A share as a percentage with one decimal.</summary>
    public static string Percent(decimal? ratio) => ratio is { } some ? Number(some * 100m, "0.0") + " %" : None;

    /// <summary>The time of day in the reader's zone.</summary>
    public string Time(Instant? at) => at is { } some ? Text(some, "HH:mm:ss") : None;

    /// <summary>Date and time in the reader's zone and language.</summary>
    public string DateTime(Instant? at) => at is { } some ? Text(some, IsChinese ? "uuuu'年'M'月'd'日' HH:mm:ss" : "d MMM uuuu HH:mm:ss") : None;

    /// <summary>A date in the reader's language.</summary>
    public string Date(LocalDate? date) => date is { } some
        ? LocalDatePattern.CreateWithInvariantCulture(IsChinese ? "uuuu'年'M'月'd'日'" : "d MMM uuuu").Format(some) : None;

    /// <summary>The zone's name as it stands beside times.</summary>
    public string ZoneName => Zone == DateTimeZone.Utc ? "UTC" : Zone.Id;

    /// <summary>A length of time in its two largest units; in one where the other would be 0.</summary>
    public string Length(Duration time)
    {
        var seconds = (long)Math.Round(time.TotalSeconds);
        return seconds switch
        {
            < 60 => this["{0} s", seconds],
            < 3600 when seconds % 60 == 0 => this["{0} min", seconds / 60],
            < 3600 => this["{0} min {1} s", seconds / 60, seconds % 60],
            < 86_400 when seconds % 3600 / 60 == 0 => this["{0} h", seconds / 3600],
            < 86_400 => this["{0} h {1} min", seconds / 3600, seconds % 3600 / 60],
            _ when seconds % 86_400 / 3600 == 0 => this["{0} d", seconds / 86_400],
            _ => this["{0} d {1} h", seconds / 86_400, seconds % 86_400 / 3600],
        };
    }

    private string Text(Instant at, string pattern) => LocalDateTimePattern.CreateWithInvariantCulture(pattern).Format(at.InZone(Zone).LocalDateTime);
}
