using System.CommandLine;
using NodaTime;
using Spillway.App.Backtests;
using Spillway.App.Obligations;
using Spillway.App.Sites;
using Spillway.Engine;
using Spillway.Engine.Settlements.Baselines;
using Spillway.Units;

namespace Spillway.App.Cli;

/// <summary>The options of <c>spillway baseline</c>.</summary>
internal sealed class BaselineOptions
{
    private const string Firm = "firm-service-level";

    public Argument<string> SiteFile { get; } = new("SITE.yaml") { Description = "The site file." };

    public Option<string[]> Meter { get; } = new("--meter") { Description = "A meter file, CSV interval_start_utc,meter,energy_mwh,quality; may be given several times.", Required = true, AllowMultipleArgumentsPerToken = true };

    public Option<DayOrInstant?> Start { get; } = PricesFilter.DayOption("--start", "When the event begins.");

    public Option<DayOrInstant?> End { get; } = PricesFilter.DayOption("--end", "When it ends, exclusive.");

    public Option<string> Method { get; } = new("--method") { Description = "10-of-10, 3-of-10-high, 15-of-20 (within 20 % of the event's own day) or firm-service-level. The mean of the five minutes before an instruction is in no meter file of quarter hours: events proof reads it from a desk's journal (before_mw).", HelpName = "NAME", Required = true };

    public Option<int?> Window { get; } = new("--window") { Description = "Look at so many eligible days instead of the method's.", HelpName = "DAYS" };

    public Option<int?> Take { get; } = new("--take") { Description = "Take the mean of so many of them instead of the method's.", HelpName = "DAYS" };

    public Option<string> Days { get; } = new("--days") { Description = "Which days are eligible: business, same-kind or any.", HelpName = "KIND", DefaultValueFactory = _ => "business" };

    public Option<string?> Adjust { get; } = new("--adjust") { Description = "How the event's own day counts, by the three hours that end one hour before: ratio, difference or none; at most 20 % unless --adjust-cap says otherwise. Default: the method's.", HelpName = "FORM" };

    public Option<decimal?> Cap { get; } = new("--adjust-cap") { Description = "The most that the event's own day adds or takes, as a ratio.", HelpName = "RATIO" };

    public Option<string[]> Exclude { get; } = new("--exclude") { Description = "A local day that no baseline looks at, such as an earlier event's; may be given several times.", HelpName = "DATE", AllowMultipleArgumentsPerToken = true };

    public Option<string[]> Holiday { get; } = new("--holiday") { Description = "A local day that counts as a weekend; may be given several times.", HelpName = "DATE", AllowMultipleArgumentsPerToken = true };

    public Option<decimal?> Level { get; } = new("--level") { Description = "The firm service level.", HelpName = "MW" };

    public Option<decimal?> Instructed { get; } = new("--instructed") { Description = "How much less was asked for: judges what was delivered, 95 to 150 %.", HelpName = "MW" };

    public Option<DayOrInstant?> CurtailFrom { get; } = PricesFilter.DayOption("--curtail-from", "What curtailing from here on would take off the event's baseline; needs --curtail-to and --price.");

    public Option<DayOrInstant?> CurtailTo { get; } = PricesFilter.DayOption("--curtail-to", "Until when it would be curtailed, exclusive.");

    public Option<decimal> CurtailMegawatts { get; } = new("--curtail-mw") { Description = "What would be drawn meanwhile.", HelpName = "MW" };

    public Option<decimal?> Price { get; } = new("--price") { Description = "What the programme pays for a delivered MWh, in the site's currency.", HelpName = "PRICE" };

    public Option<int> Minutes { get; } = new("--interval") { Description = "The length of a metered interval, in minutes.", HelpName = "MINUTES", DefaultValueFactory = _ => 15 };

    /// <summary>A command with all of them.</summary>
    public Command Command(Option<string?> json)
    {
        (Start.Required, End.Required) = (true, true);
        Method.AcceptOnlyFromAmong([.. BaselineMethods.ByDays.Keys, Firm]);
        Days.AcceptOnlyFromAmong("business", "same-kind", "any");
        Adjust.AcceptOnlyFromAmong("ratio", "difference", "none");
        return new("baseline", "What the site would have drawn in an event by the days before it, what it delivered, and what curtailing before it would cost.")
        {
            SiteFile, Meter, Start, End, Method, Window, Take, Days, Adjust, Cap, Exclude, Holiday, Level, Instructed, CurtailFrom, CurtailTo, CurtailMegawatts, Price, Minutes, json,
        };
    }

    /// <summary>What the person asked for.</summary>
    /// <exception cref="RefusedException"><see cref="ObligationErrors.Contradiction"/>.</exception>
    public BaselineRequest Request(ParseResult parsed, SiteDefinition site)
    {
        var method = parsed.GetRequiredValue(Method);
        var start = parsed.GetValue(Start)!.In(site.TimeZone);
        var end = parsed.GetValue(End)!.In(site.TimeZone);
        var request = new BaselineRequest
        {
            SiteFile = parsed.GetRequiredValue(SiteFile),
            Meters = [.. parsed.GetRequiredValue(Meter)],
            Interval = Duration.FromMinutes(parsed.GetValue(Minutes)),
            Start = start,
            End = end,
            Method = method,
            Rules = BaselineMethods.ByDays.TryGetValue(method, out var rules) ? Rules(parsed, rules) : null,
            Days = new([.. Dates(parsed, Holiday)], [.. Dates(parsed, Exclude)]),
            Level = parsed.GetValue(Level) is { } level ? new FirmServiceLevel(new(level)) : null,
            Instructed = parsed.GetValue(Instructed) is { } instructed ? new Megawatts(instructed) : null,
            Price = parsed.GetValue(Price) is { } price ? new EnergyPrice(price) : null,
            Curtailed = Curtailed(parsed, site),
            CurtailedTo = new(parsed.GetValue(CurtailMegawatts)),
        };
        Check(request);
        return request;
    }

    private static void Check(BaselineRequest request)
    {
        const int LongestDays = 31;
        const int DayMinutes = 1440;
        Refuse(request.End <= request.Start || request.End - request.Start > Duration.FromDays(LongestDays), "--end has to lie after --start, by at most 31 days.");
        Refuse(request.Interval <= Duration.Zero || DayMinutes % request.Interval.TotalMinutes != 0, "--interval has to be minutes that divide a day.");
        Refuse(request.Rules is null != request.Level is not null, $"--level belongs to {Firm}, and {Firm} needs it.");
        Refuse(request.Rules is null && request.Instructed is not null, $"--instructed needs a baseline, and {Firm} has none: what counts there is the level.");
        Refuse(request.Instructed is { } instructed && instructed <= Megawatts.Zero, "--instructed has to be above zero.");
        Refuse(request.Rules is { } rules && (rules.Take < 1 || rules.Take > rules.Window), "--take has to be from 1 to --window.");
        Refuse(request.Curtailed is { } curtailed && (curtailed.Duration <= Duration.Zero || curtailed.End > request.Start || request.Price is null || request.Rules is null), "--curtail-from needs --curtail-to after it and not after the event, --price, and a method that looks at days.");
    }

    private static void Refuse(bool isWrong, string what)
    {
        if (isWrong)
        {
            throw new RefusedException(ObligationErrors.Contradiction, what);
        }
    }

    private BaselineRules Rules(ParseResult parsed, BaselineRules rules) => BaselineMethods.Varied(
        rules, parsed.GetValue(Window), parsed.GetValue(Take), parsed.GetValue(Days)!, parsed.GetValue(Adjust), parsed.GetValue(Cap));

    private Interval? Curtailed(ParseResult parsed, SiteDefinition site) =>
        parsed.GetValue(CurtailFrom) is { } from
            ? new(from.In(site.TimeZone), Instant.Max(from.In(site.TimeZone), parsed.GetValue(CurtailTo)?.In(site.TimeZone) ?? from.In(site.TimeZone)))
            : null;

    private static IEnumerable<LocalDate> Dates(ParseResult parsed, Option<string[]> option) =>
        (parsed.GetValue(option) ?? []).Select(text => BacktestRange.Date(option.Name, text));
}
