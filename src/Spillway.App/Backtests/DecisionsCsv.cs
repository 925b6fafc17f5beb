using System.Globalization;
using NodaTime.Text;
using Spillway.App.Reports;
using Spillway.Engine.Commands;
using Spillway.Engine.Plans;
using Spillway.Engine.Settlements;

namespace Spillway.App.Backtests;

/// <summary>Every decision with its money: one row a policy, interval and group.</summary>
public static class DecisionsCsv
{
    // Small enough that a century of five-minute rows adds up to the same cent as the exact sums.
    private const int Decimals = 12;

    /// <summary>Writes all policies of a comparison, one after the other.</summary>
    /// <param name="comparison">What to write.</param>
    /// <param name="output">Where to.</param>
    public static void Write(Comparison comparison, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        ArgumentNullException.ThrowIfNull(output);
        var currency = comparison.Site.Currency.ToLowerInvariant();
        output.Write("interval_start_utc,policy,group,mode,machines,mw,energy_mwh,");
        output.Write($"price_{currency}_per_mwh,value_{currency}_per_mwh,cost_{currency},revenue_{currency},");
        output.Write($"restart_loss_{currency},wear_{currency},contract_{currency},reason,explanation\n");
        foreach (var policy in comparison.Policies)
        {
            WritePolicy(comparison, policy, output);
        }
    }

    private static void WritePolicy(Comparison comparison, ComparedPolicy policy, TextWriter output)
    {
        var steps = policy.Run.Steps;
        for (var index = 0; index + 1 < steps.Length; index++)
        {
            // A decision is settled by the step that follows it.
            if (steps[index].Decision is { } decision && steps[index + 1].Settled is { } settled)
            {
                for (var group = 0; group < decision.Commands.Length; group++)
                {
                    WriteRow(comparison, policy.Run.Policy, decision.Commands[group], settled, group, output);
                }
            }
        }
    }

    private static void WriteRow(
        Comparison comparison, string policy, GroupCommand command, IntervalSettlement settled, int group, TextWriter output)
    {
        var money = settled.Groups[group];
        var load = comparison.Site.Site.Loads[group];
        var ranked = command.ModeIndex == Engine.Sites.LoadGroup.OffIndex ? load.NormalModeIndex : command.ModeIndex;
        var worth = load.Breakeven(ranked, comparison.Input.Hashprices?.At(settled.Slot.Start));
        string[] cells =
        [
            InstantPattern.General.Format(settled.Slot.Start),
            Quoted(policy),
            Quoted(command.Group.Text),
            Quoted(command.ModeName),
            command.Machines.ToString(CultureInfo.InvariantCulture),
            Text(command.Power.Value),
            Text(money.Energy.ToMegawattHours().Value),
            Text(settled.Price.Value),
            Text(worth.Value),
            Text(money.EnergyCost.ToMoney().Value),
            Text(money.Production.ToMoney().Value),
            Text(money.RestartLoss.ToMoney().Value),
            Text(money.Wear.ToMoney().Value),

            // Contracts are the site's, not a group's: they stand on the first group's row, so that the column adds up.
            group == 0 ? Text(settled.Contracts.ToMoney().Value) : "0",
            ReasonCodes.Text(command.Reason.Code),
            Quoted(ReasonWords.Sentence(command, comparison.Site.SettlementPoint)),
        ];
        output.Write(string.Join(',', cells));
        output.Write('\n');
    }

    private static string Text(decimal value) =>
        (Math.Round(value, Decimals, MidpointRounding.AwayFromZero) / 1.0000000000000000000000000000m)
            .ToString(CultureInfo.InvariantCulture);

    private static string Quoted(string text) =>
        text.AsSpan().IndexOfAny(",\"\n\r") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
