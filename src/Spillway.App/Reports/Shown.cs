using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Spillway.Units;

namespace Spillway.App.Reports;

/// <summary>How figures look to a person: invariant culture, thousands parted by commas, a true minus sign.</summary>
internal static class Shown
{
    private static readonly ZonedDateTimePattern _local =
        ZonedDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm x", null);

    public static string Money(ExactMoney amount) => Minus(amount.ToCent().Value.ToString("N2", CultureInfo.InvariantCulture));

    public static string Whole(ExactMoney amount) => Number(amount.ToMoney().Value, "N0");

    public static string Price(EnergyPrice price) => Number(price.Value, "N2");

    public static string Energy(ExactEnergy energy) => Number(energy.ToMegawattHours().Value, "N1");

    public static string Ratio(decimal? ratio) => ratio is { } known ? Number(known, "0.000") : "–";

    public static string Percent(decimal share) => Number(share * 100m, "0.0") + " %";

    public static string Count(long count) => Number(count, "N0");

    public static string Number(decimal value, string format)
    {
        var text = value.ToString(format, CultureInfo.InvariantCulture);
        // What rounds to zero has no sign.
        return text.AsSpan().IndexOfAnyInRange('1', '9') < 0 ? text.TrimStart('-') : Minus(text);
    }

    public static string Plain(decimal value) => Minus(value.ToString("#,##0.############", CultureInfo.InvariantCulture));

    public static string Local(Instant at, DateTimeZone zone) => _local.Format(at.InZone(zone));

    public static string Utc(Instant at) => InstantPattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm'Z'").Format(at);

    public static string Day(LocalDate day) => day.ToString("d MMM uuuu", CultureInfo.InvariantCulture);

    /// <summary>A figure short enough for an axis: <c>1.5 M</c>, <c>250 k</c>.</summary>
    public static string Short(double value)
    {
        var size = Math.Abs(value);
        var (scaled, unit) = size >= 1e9 ? (value / 1e9, " bn") : size >= 1e6 ? (value / 1e6, " M") : size >= 1e4 ? (value / 1e3, " k") : (value, "");
        var format = unit.Length == 0 ? size >= 1000.0 ? "#,##0" : "0.##" : "0.###";
        return Minus(scaled.ToString(format, CultureInfo.InvariantCulture) + unit);
    }

    private static string Minus(string text) => text.Replace('-', '−');
}
