using System.Collections.Immutable;
using NodaTime;
using NodaTime.Text;
using Spillway.App.Api;
using Spillway.Engine;
using Spillway.Engine.Settlements.Statements;
using Spillway.Units;

namespace Spillway.App.Earnings;

/// <summary>Which lines of a statement are looked at, and in which order.</summary>
/// <param name="Charge">Of one charge only; null for all.</param>
/// <param name="Contract">Under one contract only, <c>-</c> for those under none; null for all.</param>
/// <param name="Day">That begin on one local day only; null for all.</param>
/// <param name="IsLargestFirst">Whether the largest amounts come first; else they come in the statement's order.</param>
public sealed record LineFilter(ChargeKind? Charge, string? Contract, LocalDate? Day, bool IsLargestFirst)
{
    /// <summary>What stands for no contract.</summary>
    public const string NoContract = "-";

    /// <summary>The filter that somebody asks for: <c>charge</c>, <c>contract</c>, <c>day_of</c>, <c>order</c>.</summary>
    /// <param name="field">Gives the text of a field; null or empty where it is not given.</param>
    /// <returns>The filter.</returns>
    /// <exception cref="RefusedException"><see cref="ApiErrors.BadField"/>.</exception>
    public static LineFilter Parse(Func<string, string?> field)
    {
        ArgumentNullException.ThrowIfNull(field);
        ChargeKind? charge = field("charge") is not { Length: > 0 } name ? null
            : ChargeNames.TryParse(name, out var kind) ? kind : throw new RefusedException(ApiErrors.BadField, $"charge: '{name}' is no charge.");
        LocalDate? day = field("day_of") is not { Length: > 0 } text ? null
            : LocalDatePattern.Iso.Parse(text) is { Success: true, Value: var date } ? date : throw new RefusedException(ApiErrors.BadField, $"day_of: '{text}' is no day as 2026-07-25.");
        var order = field("order") ?? "";
        return order is "" or "time" or "amount"
            ? new(charge, field("contract") is { Length: > 0 } contract ? contract : null, day, order == "amount")
            : throw new RefusedException(ApiErrors.BadField, $"order: '{order}' is none of time, amount.");
    }

    /// <summary>The lines that pass.</summary>
    /// <param name="statement">The statement.</param>
    /// <param name="zone">Where local days are.</param>
    /// <returns>Them, in order.</returns>
    public ImmutableArray<StatementLine> Of(Statement statement, DateTimeZone zone)
    {
        ArgumentNullException.ThrowIfNull(statement);
        ContractId? contract = Contract is { } name && name != NoContract ? new ContractId(name) : null;
        var lines = statement.Lines.Where(line => (Charge is null || line.Id.Charge == Charge)
            && (Contract is null || line.Id.Contract == contract)
            && (Day is null || line.Span.Start.InZone(zone).Date == Day));
        return [.. IsLargestFirst ? lines.OrderByDescending(static line => Math.Abs(line.Amount.Value)) : lines];
    }
}
