using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using NodaTime.Text;
using Spillway.App.Backtests;
using Spillway.App.Statements.Books;
using Spillway.Engine.Settlements.Statements;
using Spillway.Engine.Sites.Contracts;

namespace Spillway.App.Statements.Customers;

/// <summary>A customer's statement as the JSON object other programs read; its names stay stable.</summary>
public static class CustomerJson
{
    private static readonly JsonWriterOptions _options = new() {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes a customer's statement.</summary>
    /// <param name="customer">What to write.</param>
    /// <returns>One JSON object, ended by a line feed; positive = the customer pays.</returns>
    public static string Of(CustomerStatement customer)
    {
        ArgumentNullException.ThrowIfNull(customer);
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, _options))
        {
            json.WriteStartObject();
            Head(json, customer);
            Owed(json, customer);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray()) + "\n";
    }

    private static void Head(Utf8JsonWriter json, CustomerStatement customer)
    {
        var (contract, statement) = (customer.Contract, customer.Statement);
        json.WriteString("site", statement.Site.Text);
        json.WriteString("contract", contract.Id.Text);
        json.WriteString("customer", customer.Customer.Name);
        json.WriteString("from_utc", InstantPattern.General.Format(statement.Range.Start));
        json.WriteString("to_utc", InstantPattern.General.Format(statement.Range.End));
        json.WriteString("currency", statement.Currency);
        Booked(json, customer.Booked);
        json.WriteString("group", customer.Customer.Group?.Text);
        Number(json, "machine_share_ratio", customer.Customer.Machines.Value);
        json.WriteString("meter", customer.Customer.Meter);
        Number(json, "meter_share_ratio", customer.Customer.Share.Value);
        Number(json, "contracted_mw", customer.Customer.Contracted.Value);
        json.WriteString("price_basis", CustomerWords.Basis(contract.PricedBy));
        if (contract.PricedBy != HostingPrice.PassThrough)
        {
            var name = contract.PricedBy == HostingPrice.Fixed ? "price" : "margin";
            Number(json, $"{name}_{statement.Currency.ToLowerInvariant()}_per_mwh", contract.Price.Value);
        }
    }

    private static void Booked(Utf8JsonWriter json, BookVersion? version)
    {
        if (version is null)
        {
            json.WriteNull("booked");
            return;
        }

        json.WriteStartObject("booked");
        json.WriteString("month", BookManifest.Text(version.Month));
        json.WriteNumber("version", version.Number);
        json.WriteString("kind", BookKinds.Of(version.Kind));
        json.WriteString("booked_utc", InstantPattern.General.Format(version.BookedAt));
        json.WriteEndObject();
    }

    private static void Owed(Utf8JsonWriter json, CustomerStatement customer)
    {
        var statement = customer.Statement;
        var currency = statement.Currency.ToLowerInvariant();
        Number(json, "contracted_mwh", customer.Contracted.Value);
        Number(json, "delivered_mwh", customer.Delivered.Value);
        json.WriteStartArray("parts");
        foreach (var (name, _, energy, amount) in CustomerWords.Parts(customer))
        {
            json.WriteStartObject();
            json.WriteString("part", name);
            if (energy is { } counted)
            {
                Number(json, "energy_mwh", counted);
            }
            else
            {
                json.WriteNull("energy_mwh");
            }

            json.WriteNumber($"amount_{currency}", LineAmount.ToCent(amount).Value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber($"owed_{currency}", customer.Owed.Value);
        if (customer.Corrections is { } corrections)
        {
            CorrectionsJson.Write(json, corrections, ("owed", customer.Owed), currency);
        }

        json.WriteNumber("settled_intervals", statement.SettledIntervals);
        json.WriteNumber("open_intervals", statement.OpenIntervals);
        json.WriteStartArray("inputs");
        foreach (var source in statement.Sources)
        {
            json.WriteStartObject();
            json.WriteString("file", source.Name);
            json.WriteString("sha256", source.Sha256);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Number(Utf8JsonWriter json, string name, decimal value) => json.WriteNumber(name, BacktestJson.Number(value));
}
