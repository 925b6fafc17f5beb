using NodaTime;
using Spillway.App.Console.Texts;
using Spillway.App.Obligations;
using Spillway.App.Sites.Contracts;

namespace Spillway.App.Console.Prices;

/// <summary>What curtailing takes off a programme's baseline, in the reader's language.</summary>
/// <param name="reader">Who reads.</param>
/// <param name="currency">The site's currency.</param>
public sealed class BaselineCostSentence(Reader reader, string currency)
{
    /// <summary>What curtailing for price now costs.</summary>
    /// <param name="cost">The cost.</param>
    /// <returns>The sentence; null where it costs nothing.</returns>
    public string? Now(ProgrammeCost cost)
    {
        ArgumentNullException.ThrowIfNull(cost);
        var (now, rest) = (cost.Interval, cost.Rest);
        return Unknown(cost.Programme, rest is { Loss: null } ? rest : now) is { } unknown ? unknown
            : rest is { IsToBeSaid: true, Loss: { } whole } && now is { IsToBeSaid: true, Loss: { } one }
                ? reader["Curtailing for price in this interval would take {0} MWh off the baseline of {1}, worth {2} {3}; to the end of its hours at {4}, {5} MWh worth {6} {3}.", Energy(one.Energy.Value), cost.Programme.Contract, Money(one.Amount.Value), currency, At(rest.Curtailed.End), Energy(whole.Energy.Value), Money(whole.Amount.Value)]
            : rest is { IsToBeSaid: true, Loss: { } later }
                ? reader["Curtailing for price from now to {0} would take {1} MWh off the baseline of {2}, worth {3} {4}.", At(rest.Curtailed.End), Energy(later.Energy.Value), cost.Programme.Contract, Money(later.Amount.Value), currency]
            : now is { IsToBeSaid: true, Loss: { } only }
                ? reader["Curtailing for price in this interval would take {0} MWh off the baseline of {1}, worth {2} {3}.", Energy(only.Energy.Value), cost.Programme.Contract, Money(only.Amount.Value), currency]
            : null;
    }

    /// <summary>What an order costs.</summary>
    /// <param name="programme">The programme.</param>
    /// <param name="cost">The cost.</param>
    /// <returns>The sentence.</returns>
    public string Order(BaselineProgramme programme, BaselineCost cost)
    {
        ArgumentNullException.ThrowIfNull(programme);
        ArgumentNullException.ThrowIfNull(cost);
        return Unknown(programme, cost)
            ?? reader["To {0} it would take {1} MWh off the baseline of {2}, worth {3} {4} in its next event.", At(cost.Curtailed.End), Energy(cost.Loss!.Value.Energy.Value), programme.Contract, Money(cost.Loss.Value.Amount.Value), currency];
    }

    private string? Unknown(BaselineProgramme programme, BaselineCost cost) => cost.Gap switch
    {
        CostGap.None => null,
        CostGap.TooFewDays => reader["What curtailing takes off the baseline of {0} is not known: the journal has {1} of the {2} days that it looks at.", programme.Contract, cost.Days, programme.Rules!.Window],
        _ => reader["What curtailing takes off the baseline of {0} is not known: the journal is not read yet.", programme.Contract],
    };

    private string At(Instant at) => reader.Time(at)[..5];

    private static string Energy(decimal value) => Reader.Number(value, "#,##0.##");

    private static string Money(decimal value) => Reader.Number(value, "#,##0.00");
}
