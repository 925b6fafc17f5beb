using NodaTime;
using NodaTime.Text;
using Spillway.App.Earnings;
using Spillway.App.Statements;
using Spillway.App.Statements.Customers;
using Spillway.Engine.Settlements.Statements;

namespace Spillway.App.Console.Earnings;

/// <summary>The addresses of the page: everything that is shown stands in them, so that a place can be sent to somebody.</summary>
/// <param name="Period">Which days.</param>
public sealed record MoneyLinks(MoneyPeriod Period)
{
    private const string Page = "/money";

    /// <summary>A period as a whole.</summary>
    public string Whole => $"{Page}?{Period.Query}";

    /// <summary>A day.</summary>
    public static string Day(LocalDate day) => $"{Page}?day={LocalDatePattern.Iso.Format(day)}";

    /// <summary>The lines of a charge.</summary>
    public string Charge(ChargeTotal charge)
    {
        ArgumentNullException.ThrowIfNull(charge);
        return Lines(ChargeNames.Of(charge.Charge), charge.Contract?.Text ?? LineFilter.NoContract, isLargestFirst: false, 1);
    }

    /// <summary>A leaf of the lines of a charge.</summary>
    public string Lines(string charge, string contract, bool isLargestFirst, int leaf) =>
        $"{Whole}&charge={charge}&contract={Uri.EscapeDataString(contract)}{(isLargestFirst ? "&order=amount" : "")}{(leaf > 1 ? FormattableString.Invariant($"&leaf={leaf}") : "")}#lines";

    /// <summary>A line, within the lines of its charge.</summary>
    public string Line(StatementLine line, bool isLargestFirst, int leaf)
    {
        ArgumentNullException.ThrowIfNull(line);
        var lines = Lines(ChargeNames.Of(line.Id.Charge), line.Id.Contract?.Text ?? LineFilter.NoContract, isLargestFirst, leaf);
        return $"{lines[..^"#lines".Length]}&line={Uri.EscapeDataString(line.Id.ToString())}#line";
    }

    /// <summary>A paper of the statement.</summary>
    public string Paper(string form) => $"/api/v1/statement?{Period.Query}&form={form}";

    /// <summary>A paper of a hosted customer's own statement.</summary>
    public string Paper(CustomerStatement customer, string form)
    {
        ArgumentNullException.ThrowIfNull(customer);
        return $"/api/v1/statement/customers/{customer.Contract.Id.Text}/{Uri.EscapeDataString(customer.Customer.Name)}?{Period.Query}&form={form}";
    }

    /// <summary>One line of a proof, proved alone.</summary>
    public static string LineProof(string job, string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        return $"/api/v1/proof/{job}/lines/{string.Join('/', line.Split('/').Select(Uri.EscapeDataString))}";
    }
}
