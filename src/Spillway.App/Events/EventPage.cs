using System.Collections.Immutable;
using System.Globalization;
using Spillway.App.Api;
using Spillway.App.Reports;
using NodaTime;
using Spillway.App.Reports.Html;
using Spillway.Units;

namespace Spillway.App.Events;

/// <summary>The proof of an event as one self-contained page: it asks nothing of any other file or machine, and reads on paper.</summary>
public static class EventPage
{
    private const int MostNotFollowed = 100;

    /// <summary>Writes the page; the same proof gives the same bytes.</summary>
    /// <param name="proof">The proof.</param>
    /// <param name="bitcoinPrice">What a bitcoin costs, in the site's currency; null for the site file's own.</param>
    /// <param name="output">Where to.</param>
    public static void Write(EventProof proof, decimal? bitcoinPrice, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(proof);
        var html = new HtmlWriter(output);
        HtmlPage.Begin(html, $"{proof.Site.Name}: event {proof.Event.Order.Id}, {Shown.Local(proof.Event.At, proof.Site.TimeZone)}");
        Section(html, "came", "What came of it", () => Headline(html, proof, bitcoinPrice));
        Section(html, "power", "The power", () => EventChart.Write(html, proof));
        Section(html, "response", "How fast it came off", () => Response(html, proof));
        Section(html, "intervals", "Interval by interval", () => Intervals(html, proof));
        Section(html, "evidence", "The evidence", () => Evidence(html, proof));
        Section(html, "machines", "Machines that did not follow", () => NotFollowed(html, proof));
        Section(html, "how", "How it was worked out", () => How(html, proof));
        HtmlPage.End(html, "");
    }

    private static void Section(HtmlWriter html, string id, string title, Action write)
    {
        html.Open("section", ("id", id), ("aria-labelledby", id + "-title"));
        html.Leaf("h2", title, ("id", id + "-title"));
        write();
        html.Close();
    }

    private static void Headline(HtmlWriter html, EventProof proof, decimal? bitcoinPrice)
    {
        var order = proof.Event.Order;
        foreach (var note in proof.Notes)
        {
            html.Leaf("p", note, ("class", "notice"));
        }

        html.Leaf("p", EventSentences.Lead(proof), ("class", "lead"));
        html.Open("dl", ("class", "facts"));
        Fact("Order", $"{OrderWords.Of(order.Kind)}, rank {OrderWords.Of(order.Rank)}, from {order.Source}: {order.Reason}");
        Fact("Accepted", Second(proof.Event.At, proof.Site.TimeZone));
        Fact("Ended", proof.Event.End is { } end ? Second(end.At, proof.Site.TimeZone) + (end.By is { } by ? $", by {by}" : ", its time was over") : "it still held");
        Fact("Level", proof.Event.Answer.Level is { } level ? Text($"at most {level.Value:0.###} MW within {proof.Event.Answer.Within.TotalSeconds:0.#} s") : "none");
        Fact("Promise", proof.Event.Answer.Promise is { } promise ? Text($"{promise.Reduction.Value:0.###} MW within {promise.Within.TotalSeconds:0.#} s by {OrderWords.Of(promise.Path)}, confidence {promise.Confidence.Value:0.00}") : "none");
        Fact("Power by", Text($"{proof.Grade.Word}: {proof.Grade.Samples} samples, the middle one {proof.Grade.Every.TotalSeconds:0.#} s after the one before"));
        Fact("Delivery", proof.Delivery is { } delivery ? EventSentences.Delivered(delivery) : "not to be said: no order of a level below what was drawn, or no sample between deadline and end");
        html.Close();
        Money(html, proof, bitcoinPrice);

        void Fact(string name, string text)
        {
            html.Open("div").Leaf("dt", name).Leaf("dd", text).Close();
        }
    }

    private static void Money(HtmlWriter html, EventProof proof, decimal? bitcoinPrice)
    {
        var currency = proof.Site.Currency;
        var satoshi = EventJson.Satoshi(proof.GivenUp, bitcoinPrice ?? proof.Site.BitcoinPrice) is { } sat
            ? $"{Shown.Number(sat, "N0")} satoshi"
            : $"told in satoshi too where the site file states revenue.price_{currency.ToLowerInvariant()}_per_bitcoin";
        var (low, high) = EventWords.EnergyBand(proof);
        HtmlTable.Write(html, new(
            $"What it is worth, {currency}",
            ["", currency, ""],
            [
                ["Energy not bought", Amount(proof.Saved), Text($"of {proof.NotDrawn.Value:0.###} MWh not drawn, {EventSentences.Between(low.Value, high.Value, "0.###")} by the band")],
                ["Energy bought ahead and sold back", Amount(proof.Sold), $"power credits {Amount(proof.PowerCredits)}: what it fetched above its own price"],
                ["Production given up", Amount(new(-proof.GivenUp.Value)), $"{Shown.Number(proof.Hashes, "N1")} EH not tried; {satoshi}"],
                ["Wear of starts", Amount(new(-proof.Wear.Value)), "starts that would not have been"],
                ["What is left", Amount(proof.Net), ""],
            ])
        { TextColumns = [0, 2], EndsInSum = true });
    }

    private static void Response(HtmlWriter html, EventProof proof)
    {
        html.Leaf("p", proof.Before.Power is { } before
            ? Text($"Against the mean of the {proof.Rules.Before.TotalMinutes:0.#} minutes before the order, {before.Value:0.###} MW ({proof.Before.Covered.Value * 100m:0} % of them measured).")
            : Text($"Nothing was measured in the {proof.Rules.Before.TotalMinutes:0.#} minutes before the order."));
        HtmlTable.Write(html, new(
            "MW off after the order",
            ["after", "MW off"],
            [.. proof.Response.Select(point => ImmutableArray.Create(Text($"{point.Within.TotalSeconds:0} s"), point.Off is { } off ? Shown.Number(off.Value, "0.000") : "–"))]));
    }

    private static void Intervals(HtmlWriter html, EventProof proof) => HtmlTable.Write(html, new(
        $"From the order until the site was back; prices at {proof.Site.SettlementPoint}, amounts in {proof.Site.Currency}",
        ["from", "price", "would have drawn, MW", "band, MW", "drew, MW", "not drawn, MWh", "of it sold back", "saved and sold", "given up", "wear"],
        [.. proof.Slots.Select(slot => ImmutableArray.Create(
            Shown.Local(slot.Start, proof.Site.TimeZone),
            slot.Price is { } price ? Shown.Price(price) : "open",
            Shown.Number(slot.Expected.Value, "0.000"),
            Shown.Number(slot.Lowest.Value, "0.000") + " to " + Shown.Number(slot.Highest.Value, "0.000"),
            slot.Actual is { } actual ? Shown.Number(actual.Value, "0.000") : "open",
            Shown.Number(slot.NotDrawn.Value, "0.000"),
            Shown.Number(slot.SoldBack.Value, "0.000"),
            slot.IsSettled ? Amount(slot.Saved + slot.Sold) : "open",
            slot.Production is { } production ? Amount(production) : "open",
            Amount(slot.Wear)))]));

    private static void Evidence(HtmlWriter html, EventProof proof)
    {
        html.Leaf("p", Text($"Each line is a record of the desk's journal, numbers {proof.Records.First} to {proof.Records.Last}; 'spillway verify' shows that none was changed."));
        HtmlTable.Write(html, new(
            "What happened, in order",
            ["what", "when (UTC)", "record", "detail"],
            [.. proof.Evidence.Select(item => ImmutableArray.Create(item.What, item.At.ToString("uuuu-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture), Shown.Count(item.Number), item.Detail.ToString()))])
        { TextColumns = [0, 1, 3] });
    }

    private static void NotFollowed(HtmlWriter html, EventProof proof)
    {
        var rows = proof.NotFollowed.ToList();
        if (rows.Count == 0)
        {
            html.Leaf("p", proof.Commands.IsEmpty ? "Nothing was told because of this order." : Text($"None: all {proof.Commands.Length} machines and feeds took what they were told."));
            return;
        }

        html.Leaf("p", Text($"{rows.Count} of {proof.Commands.Length} machines and feeds did not take what they were told{(rows.Count > MostNotFollowed ? $"; the first {MostNotFollowed} stand here, the JSON has more" : "")}."));
        HtmlTable.Write(html, new(
            "Machine as group and place in it, or feed",
            ["who", "told", "last command", "outcome"],
            [.. rows.Take(MostNotFollowed).Select(one => ImmutableArray.Create(one.Subject, Text($"{one.Told} times"), Text($"{one.Last.Number}"), EventWords.Of(one.Outcome)))])
        { TextColumns = [0, 3] });
    }

    private static void How(HtmlWriter html, EventProof proof)
    {
        foreach (var sentence in EventSentences.How(proof))
        {
            html.Leaf("p", sentence);
        }
    }

    private static string Second(Instant at, DateTimeZone zone) => at.InZone(zone).ToString("uuuu-MM-dd HH:mm:ss x", CultureInfo.InvariantCulture);

    private static string Amount(Money amount) => Shown.Number(decimal.Round(amount.Value, 2, MidpointRounding.AwayFromZero), "N2");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
