using NodaTime;
using Spillway.App.Api;
using Spillway.App.Boards;
using Spillway.App.Console.Texts;
using Spillway.Units;

namespace Spillway.App.Console.Now;

/// <summary>The first figures of a frame, and how old what they rest on is.</summary>
/// <param name="desk">The desk.</param>
/// <param name="picture">The frame, counted.</param>
/// <param name="reader">Who reads.</param>
public sealed class NowFigures(DeskView desk, DeskPicture picture, Reader reader)
{
    private readonly BoardFrame _frame = picture.Frame;

    /// <summary>Whether the newest price is older than the desk allows, or its source cannot be read.</summary>
    public bool IsPriceStale => _frame.PriceFault is not null || PriceAge > desk.Plant.Rules.Staleness.Price;

    /// <summary>Whether there is a meter that is silent, or has never been heard.</summary>
    public bool IsMeterStale => !_frame.IsMetered && (desk.Plant.HasMeter || _frame.State.Meter is not null);

    /// <summary>Where the power is from.</summary>
    public string PowerFrom => _frame.IsMetered ? reader["by the meter"]
        : _frame.State.Meter is { } meter ? reader["by the machines' word: the meter has been silent for {0}", reader.Length(_frame.State.At - meter.At)]
        : desk.Plant.HasMeter ? reader["by the machines' word: the meter has never been heard"]
        : reader["by the machines' word"];

    /// <summary>Why the groups do not add up to what the meter says; empty where they do, as far as meters and machines are believed to.</summary>
    public string Gap
    {
        get
        {
            var (groups, metered) = (picture.Groups.Sum(static group => group.Power.Value), _frame.Power.Value);
            if (!_frame.IsMetered || Math.Abs(groups - metered) <= Math.Max(groups, metered) * desk.Plant.Rules.MeterTolerance.Value)
            {
                return "";
            }

            var isMoving = picture.Groups.Any(static group => group.Counts.Starting > 0 || group.Counts.Running + group.Counts.Starting != group.Wanted.Target);
            return isMoving
                ? reader["The groups add up to {0}, the meter says {1}: machines on their way count as they last answered.", Reader.Mw(new Megawatts(groups)), Reader.Mw(_frame.Power)]
                : reader["The groups add up to {0}, the meter says {1}: not every machine has said lately what it draws.", Reader.Mw(new Megawatts(groups)), Reader.Mw(_frame.Power)];
        }
    }

    /// <summary>What the limit rests on.</summary>
    public string LimitFrom
    {
        get
        {
            var bounds = _frame.State.Bounds;
            var import = desk.Site.Site.Limits.Import;
            return bounds.CeilingBy is { } order ? reader["by order {0}; the connection allows {1}", order, Reader.Mw(import)]
                : bounds.Ceiling < import ? reader["by the fail-safe table; the connection allows {0}", Reader.Mw(import)]
                : reader["of the connection"];
        }
    }

    /// <summary>How old the price is, or of which interval.</summary>
    public string PriceFrom => _frame.PriceStart is not { } start ? reader["no price is known yet"]
        : _frame.PriceFault is not null ? reader["{0}/MWh, {1} old: its source cannot be read", desk.Site.Currency, reader.Length(PriceAge)]
        : IsPriceStale ? reader["{0}/MWh, {1} old: no newer one has come", desk.Site.Currency, reader.Length(PriceAge)]
        : reader["{0}/MWh, of the interval from {1}", desk.Site.Currency, reader.Time(start)];

    /// <summary>What a MWh leaves at this price; null where one of the two is not known.</summary>
    public EnergyPrice? Margin => _frame.Price is { } price && _frame.Breakeven is { } value ? value - price : null;

    /// <summary>What running leaves an hour now, before contracts; null where nothing is priced.</summary>
    public decimal? AnHour => _frame.Price is { } price && picture.Groups.All(static group => group.Value is not null)
        ? picture.Groups.Sum(group => group.Power.Value * (group.Value!.Value - price).Value) : null;

    /// <summary>Whether it pays to run, in a word.</summary>
    public string Pays => Margin is not { } margin ? Reader.None
        : _frame.Price!.Value < EnergyPrice.Zero ? reader["paid to run"]
        : margin > EnergyPrice.Zero ? reader["earns"] : reader["would lose"];

    /// <summary>What the value rests on.</summary>
    public string ValueFrom => AnyRuns ? reader["what the least valuable of what runs earns a MWh"] : reader["what the least valuable group earns a MWh"];

    private bool AnyRuns => picture.Groups.Any(static group => group.Wanted.Target > 0);

    private Duration PriceAge => _frame.State.At - (_frame.State.NewestPriceAt ?? _frame.PriceStart ?? _frame.State.At);
}
