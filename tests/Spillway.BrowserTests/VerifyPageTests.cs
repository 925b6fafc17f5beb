using System.Security.Cryptography;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Shouldly;
using Spillway.App.Proofs;
using Spillway.App.Proofs.Verification;
using Spillway.Tests.App.Proofs;
using Spillway.Units;
using Xunit;

namespace Spillway.BrowserTests;

[Collection(LightTestGroup.Name)]
public sealed class VerifyPageTests
{
    private const int Batch = 50;
    private static readonly string[] _figures = ["power_credits_usd", "production_revenue_usd", "unsettled_usd", "total_usd"];

    private static int Trials => int.Parse(Environment.GetEnvironmentVariable("SPILLWAY_TRIALS") ?? "1000", System.Globalization.CultureInfo.InvariantCulture);

    private static int Seed => int.Parse(Environment.GetEnvironmentVariable("SPILLWAY_SEED") ?? "20260701", System.Globalization.CultureInfo.InvariantCulture);

    [Theory]
    [InlineData(1440, ColorScheme.Light)]
    [InlineData(1440, ColorScheme.Dark)]
    [InlineData(390, ColorScheme.Light)]
    [InlineData(390, ColorScheme.Dark)]
    public async Task An_auditor_sees_at_a_glance_whether_a_bundle_is_whole(int width, ColorScheme scheme)
    {
        await using var page = await OpenVerifyPage.Open(width, scheme);
        using var sample = new SampleProof();
        await Keep(page, $"verify-empty-{width}-{scheme}");
        var bundle = await sample.Write(page.At("july.proof"));

        (await page.Verdict(bundle)).ShouldStartWith("✓ Whole: as it was signed, and it adds up");
        (await page.Page.Locator(".checks .good").CountAsync()).ShouldBe(5);
        (await page.Page.Locator(".key .hash").InnerTextAsync()).ShouldBe(sample.Key.Public.Id.Text);
        (await page.Page.Locator("table").First.InnerTextAsync()).ShouldContain("block-1");
        await Keep(page, $"verify-good-{width}-{scheme}");
        await Sound(page, width);

        var text = await File.ReadAllTextAsync(bundle, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(page.At("cut.proof"), text.Replace("\"amount\":\"420.00\"", "\"amount\":\"402.00\"", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        (await page.Verdict(page.At("cut.proof"))).ShouldContain("its amount is 402.00, and 15 × 28 is 420");
        await Keep(page, $"verify-bad-{width}-{scheme}");
        await Sound(page, width);
    }

    [Fact]
    public async Task The_proof_of_one_line_shows_that_line_and_no_other()
    {
        await using var page = await OpenVerifyPage.Open(390);
        using var sample = new SampleProof();
        var bundle = await sample.Write(page.At("july.proof"));
        LineProof.Write(bundle, "2026-07-01T05:45:00Z/fixed-block/block-1/real-time-value", page.At("line.proof"), CancellationToken.None);

        (await page.Verdict(page.At("line.proof"))).ShouldContain("one line of a sealed statement");
        (await page.Page.InnerTextAsync("#result")).ShouldContain("2026-07-01T05:45:00Z/fixed-block/block-1/real-time-value");
        (await page.Page.InnerTextAsync("#result")).ShouldNotContain("/consumption");
        await Keep(page, "verify-line-390");
        await Sound(page, 390);
    }

    [Theory]
    [InlineData(2, true)]
    [InlineData(3, false)]
    public async Task The_line_of_a_hosted_customer_names_others_in_the_format_before_alone(int format, bool isOtherNamed)
    {
        await using var page = await OpenVerifyPage.Open(390);
        var bundle = Path.Combine(AppContext.BaseDirectory, $"format-{format}.proof");
        (await page.Verdict(bundle)).ShouldStartWith("✓ Whole");

        LineProof.Write(bundle, "2024-07-01T20:15:00Z/hosting/tenants/share/acme", page.At("line.proof"), CancellationToken.None);
        (await page.Verdict(page.At("line.proof"))).ShouldContain("one line of a sealed statement");
        var shown = (await page.Page.TextContentAsync("#result")).ShouldNotBeNull();
        shown.ShouldContain("share_ratio: 0.4");
        shown.Contains("zenith", StringComparison.Ordinal).ShouldBe(isOtherNamed);

        // A line without the words on its customer is not whole; before, there were none.
        if (!isOtherNamed)
        {
            var lines = await File.ReadAllLinesAsync(page.At("line.proof"), TestContext.Current.CancellationToken);
            var at = Array.FindIndex(lines, static line => line.Contains("hosting-customer", StringComparison.Ordinal));
            await File.WriteAllTextAsync(page.At("cut.proof"), string.Join('\n', [.. lines[..at], .. lines[(at + 2)..]]) + "\n", TestContext.Current.CancellationToken);
            (await page.Verdict(page.At("cut.proof"))).ShouldContain("'clause tenants/acme', which the line names, is not there");
        }
    }

    [Fact]
    public async Task The_key_is_compared_with_the_one_that_was_published()
    {
        await using var page = await OpenVerifyPage.Open();
        using var sample = new SampleProof();
        await page.Verdict(await sample.Write(page.At("july.proof")));
        var (field, said) = (page.Page.Locator("#published"), page.Page.Locator(".key output"));

        await field.FillAsync(sample.Key.Public.Id.Text);
        (await said.InnerTextAsync()).ShouldBe("✓ The same key.");

        await field.FillAsync("not-that-one");
        (await said.InnerTextAsync()).ShouldStartWith("✗ Another key");
    }

    [Fact]
    public async Task An_original_that_is_dropped_after_its_bundle_is_compared_with_the_files_it_was_read_from()
    {
        await using var page = await OpenVerifyPage.Open();
        await File.WriteAllTextAsync(page.At("meter.csv"), "interval_start_utc,meter\n", TestContext.Current.CancellationToken);
        using var sample = new SampleProof { MeterSha256 = Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(page.At("meter.csv"), TestContext.Current.CancellationToken))) };
        await page.Verdict(await sample.Write(page.At("july.proof")));
        var status = page.Page.Locator("#status");

        await page.Page.Locator("#file").SetInputFilesAsync(page.At("meter.csv"));
        await Assertions.Expect(status).ToHaveTextAsync("meter.csv is one of the files it was read from.");
        (await page.Page.InnerTextAsync("#result")).ShouldContain("✓ meter.csv is this file.");

        await File.WriteAllTextAsync(page.At("other.csv"), "interval_start_utc,other\n", TestContext.Current.CancellationToken);
        await page.Page.Locator("#file").SetInputFilesAsync(page.At("other.csv"));
        await Assertions.Expect(status).ToContainTextAsync("other.csv is none of the files it was read from");
        (await page.Page.InnerTextAsync(".verdict")).ShouldContain("Whole", Case.Sensitive, "the bundle stays on the screen");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_timestamp_is_checked_in_the_page_too(bool isRsa)
    {
        await using var page = await OpenVerifyPage.Open();
        using var sample = new SampleProof();
        using var authority = new TimestampAuthority(SampleProof.Now.ToDateTimeOffset(), isRsa);
        var bundle = await sample.Write(page.At("july.proof"), "rfc3161:" + authority.Address, "file:" + page.At("roots.log"));

        (await page.Verdict(bundle)).ShouldStartWith("✓ Whole");
        (await page.Page.InnerTextAsync("#result")).ShouldContain("2026-07-03 09:00:00 UTC at " + authority.Address + ". Signed by Made-up Timestamps.");
        (await page.Page.Locator(".checks .good").CountAsync()).ShouldBe(6);

        (await page.Page.EvaluateAsync<string[]>(WithTokenOf, await File.ReadAllTextAsync(bundle, TestContext.Current.CancellationToken)))
            .ShouldBe(["true", "the timestamp is not for this root, or not signed by the certificate in it", "the timestamp is not for this root, or not signed by the certificate in it"]);
    }

    // The token of a seal as it is, for another root, and with one bit of its signature turned.
    private const string WithTokenOf =
        """
        async text => {
          const seal = JSON.parse(text.trimEnd().split('\n').pop()), said = [];
          const token = seal.anchors[0].answer, bytes = fromBase64(token);
          bytes[bytes.length - 1] ^= 1;
          for (const [root, answer] of [[seal.root, token], ['0'.repeat(64), token], [seal.root, btoa(String.fromCharCode(...bytes))]]) {
            const faults = new Faults();
            await readStamps({ ...seal, root, anchors: [{ ...seal.anchors[0], answer }] }, 1, faults);
            said.push(faults.all.length === 0 ? 'true' : faults.all[0].what);
          }
          return said;
        }
        """;

    [Fact]
    public async Task Without_scripts_the_page_says_what_it_needs()
    {
        await using var page = await OpenVerifyPage.Open(hasScripts: false);

        (await page.Page.Locator("noscript p").InnerTextAsync()).ShouldContain("spillway verify");
    }

    [Fact]
    public async Task Whatever_is_done_to_a_bundle_by_chance_the_page_and_the_command_find_in_the_same_place()
    {
        await using var page = await OpenVerifyPage.Open();
        using var sample = new SampleProof();
        var bundle = await sample.Write(page.At("july.proof"));
        LineProof.Write(bundle, "2026-07-01T05:30:00Z/energy-real-time/-/consumption", page.At("line.proof"), CancellationToken.None);

        foreach (var file in new[] { bundle, page.At("line.proof") })
        {
            var bytes = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
            var random = new Random(Seed);
            var trials = Enumerable.Range(0, Trials).Select(_ => Tampering.Draw(random, bytes)).ToList();
            var differing = new List<string>();
            foreach (var batch in trials.Chunk(Batch))
            {
                var seen = await page.Page.EvaluateAsync<string[]>(TryAll, new
                {
                    file = Convert.ToBase64String(bytes),
                    trials = batch.Select(trial => trial.Edits.Select(edit => new { at = edit.At, take = edit.Take, put = Convert.ToBase64String(edit.Put) })),
                });
                for (var index = 0; index < batch.Length; index++)
                {
                    var expected = Command(page, Tampering.Apply(bytes, batch[index].Edits));
                    if (seen[index] != expected || expected == "whole")
                    {
                        differing.Add($"{batch[index].Way} at {batch[index].Edits[0].At} ({System.Text.Encoding.UTF8.GetString(batch[index].Edits[0].Put)}): the page says {seen[index]}, the command {expected}");
                    }
                }
            }

            TestContext.Current.SendDiagnosticMessage($"{Path.GetFileName(file)}, seed {Seed}: {Trials - differing.Count} of {Trials} found by both in the same place");
            differing.ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task Sums_and_roundings_are_those_of_the_statement_to_the_last_digit()
    {
        await using var page = await OpenVerifyPage.Open();
        var random = new Random(Seed);
        var cases = Enumerable.Range(0, 2000).Select(_ => (Left: Decimal(random), Right: Decimal(random))).ToList();

        var made = await page.Page.EvaluateAsync<string[]>(
            "cases => cases.map(([a, b]) => [times, plus].map(f => { try { return shown(f(decimal(a), decimal(b))); } catch { return 'none'; } }).join(' ') + ' ' + shown(toCent(decimal(a))))",
            cases.Select(pair => new[] { Text(pair.Left), Text(pair.Right) }));

        for (var index = 0; index < cases.Count; index++)
        {
            var (left, right) = cases[index];
            var cents = Spillway.Engine.Settlements.Statements.LineAmount.ToCent(new(left)).Value;
            Valued(made[index]).ShouldBe(Valued($"{Try(() => left * right)} {Try(() => left + right)} {Text(cents)}"), $"{left} and {right}");
        }
    }

    [Fact]
    public async Task What_was_signed_and_does_not_hold_the_page_finds_as_the_command_does()
    {
        await using var page = await OpenVerifyPage.Open();
        using var sample = new SampleProof();
        var drawn = sample.Contents().Drawn.ToList();
        var group = drawn[5].Groups[1];
        ProofContents[] cheats =
        [
            .. _figures.Select(name => Other(sample.Contents(), name)),
            sample.Contents() with { Drawn = [.. drawn[..5], drawn[5] with { Groups = [drawn[5].Groups[0], group with { Energy = group.Energy + new MegawattHours(0.25m) }] }, .. drawn[6..]] },
            sample.Contents() with { Drawn = [.. drawn[..5], drawn[5] with { Groups = [drawn[5].Groups[0], group with { Restart = group.Energy + new MegawattHours(1m) }] }, .. drawn[6..]] },
            sample.Contents() with { Drawn = drawn[1..] },
            sample.Contents() with { Versions = sample.Contents().Versions[..1] },
        ];
        foreach (var cheat in cheats)
        {
            var bundle = await sample.Write(page.At("cheat.proof"), cheat);

            var faults = await page.Page.EvaluateAsync<string[]>(
                "async file => (await verifyFile(new Blob([fromBase64(file)]))).faults.map(fault => `${fault.line} ${fault.place}: ${fault.what}`)",
                Convert.ToBase64String(await File.ReadAllBytesAsync(bundle, TestContext.Current.CancellationToken)));

            faults.ShouldNotBeEmpty();
            faults.Select(Plain).ShouldBe(BundleVerifier.Verify(bundle, AuditorKnowledge.None, CancellationToken.None).Faults.Select(fault => Plain($"{fault.FileLine} {fault.Place}: {fault.What}")), ignoreOrder: true);
        }
    }

    // Zeros behind a figure's last digit say how finely it was reckoned, and nothing more.
    private static string Plain(string fault) => System.Text.RegularExpressions.Regex.Replace(fault, "(\\.\\d*?)0+(?=\\D|$)", match => match.Groups[1].Value.TrimEnd('.'));

    private static ProofContents Other(ProofContents contents, string name)
    {
        contents.Totals[name] = contents.Totals[name]!.GetValue<decimal>() + 0.01m;
        return contents;
    }

    private const string TryAll =
        """
        async ({ file, trials }) => {
          const bytes = fromBase64(file), said = [];
          for (const edits of trials) {
            const pieces = [];
            let at = 0;
            for (const edit of edits) { pieces.push(bytes.subarray(at, edit.at), fromBase64(edit.put)); at = edit.at + edit.take; }
            const found = await verifyFile(new Blob([...pieces, bytes.subarray(at)]));
            said.push(found.isWhole ? 'whole' : `line ${found.faults[0].line}`);
          }
          return said;
        }
        """;

    private static string Command(OpenVerifyPage page, byte[] tampered)
    {
        File.WriteAllBytes(page.At("tampered.proof"), tampered);
        var found = BundleVerifier.Verify(page.At("tampered.proof"), AuditorKnowledge.None, CancellationToken.None);
        return found.IsWhole ? "whole" : $"line {found.Faults[0].FileLine}";
    }

    private static decimal Decimal(Random random) => new(
        random.Next(), random.Next(3) == 0 ? random.Next() : 0, random.Next(5) == 0 ? random.Next() : 0, random.Next(2) == 0, (byte)random.Next(29));

    private static string Try(Func<decimal> sum)
    {
        try
        {
            return Text(sum());
        }
        catch (OverflowException)
        {
            return "none";
        }
    }

    // How many zeros stand behind a point that only zeros follow is no difference.
    private static string[] Valued(string results) => [.. results.Split(' ').Select(one => decimal.TryParse(one, System.Globalization.CultureInfo.InvariantCulture, out var value) && value == 0m ? "0" : one)];

    private static string Text(decimal value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static async Task Sound(OpenVerifyPage page, int width)
    {
        (await page.Page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBe(width);
        page.Complaints.ShouldBeEmpty();
        page.Requests.ShouldHaveSingleItem().ShouldStartWith("file:");
        var found = await page.Page.RunAxe();
        found.Violations.Select(item => $"{item.Id}: {item.Help} at {string.Join(", ", item.Nodes.Select(node => node.Html))}").ShouldBeEmpty();
    }

    // For a person's eyes: SPILLWAY_PICTURES names a folder to keep pictures in.
    private static async Task Keep(OpenVerifyPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("SPILLWAY_PICTURES") is { Length: > 0 } folder)
        {
            await page.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, name + ".png"), FullPage = true });
        }
    }
}
