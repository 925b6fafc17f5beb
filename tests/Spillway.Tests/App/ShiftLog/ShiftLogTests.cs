using System.Net;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Shouldly;
using Spillway.App.People;
using Spillway.App.ShiftLog;
using Spillway.Tests.App.Api;
using Xunit;

namespace Spillway.Tests.App.ShiftLog;

public sealed class ShiftLogTests
{
    private const string Root = "/api/v1/shift-log";
    private static readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_entry_is_written_changed_found_read_and_added_to()
    {
        await using var rig = await ApiRig.StartAsync(_cancellation);
        var (written, note) = await rig.SendAsync(HttpMethod.Post, Root, """{"text":"Transformer 2 hums above 30 MW","links":["alarm:17","order:call-1"]}""", ApiRig.Token);
        var (_, changed) = await rig.SendAsync(HttpMethod.Put, Root + "/1", """{"text":"Transformer 2 hums above 35 MW"}""", ApiRig.Token);
        await rig.SendAsync(HttpMethod.Post, Root + "/1/addendum", """{"text":"Maintenance is told"}""", ApiRig.Token);
        var (_, whole) = await rig.GetAsync(Root + "/1");
        var (_, found) = await rig.GetAsync(Root + "?text=hums%20above%2035");
        var (_, chinese) = await rig.SendAsync(HttpMethod.Post, Root, """{"text":"二号变压器有异响","kind":"instruction"}""", ApiRig.Token);
        var (_, two) = await rig.GetAsync(Root + "?text=%E5%BC%82%E5%93%8D");

        written.ShouldBe(HttpStatusCode.Created);
        note["links"]!.AsArray().Select(static one => (string?)one).ShouldBe(["alarm:17", "order:call-1"]);
        ((int)changed["version"]!).ShouldBe(2);
        whole["versions"]!.AsArray().Select(static one => (string?)one!["text"]).ShouldBe(["Transformer 2 hums above 30 MW", "Transformer 2 hums above 35 MW"]);
        ((string?)whole["added"]![0]!["text"]).ShouldBe("Maintenance is told");
        found["entries"]!.AsArray().Select(static one => (int)one!["id"]!).ShouldBe([1]);
        ((bool)chinese["is_pinned"]!).ShouldBeTrue();
        two["entries"]!.AsArray().Select(static one => (int)one!["id"]!).ShouldBe([3]);
    }

    [Theory]
    [InlineData("2 hums transformer", 1)]
    [InlineData("35 HUMS", 1)]
    [InlineData("  mw\t2\u3000ABOVE ", 1)]
    [InlineData("transform hum", 1, 2)]
    [InlineData("hums hall", 2)]
    [InlineData("above \"hums\"")]
    [InlineData("hums OR nothing")]
    [InlineData("local ÄNDERUNG", 3)]
    [InlineData("äN", 3)]
    [InlineData("异响 变压器", 4)]
    [InlineData("二号 响有")]
    [InlineData("transformer oil")]
    public async Task All_words_of_a_search_occur_in_any_order_and_case(string words, params int[] expected)
    {
        await using var rig = await ApiRig.StartAsync(_cancellation);
        foreach (var text in new[] { "Transformer 2 hums above 35 MW", "In hall B another transformer hums", "Änderung am Trafo", "二号变压器有异响" })
        {
            await rig.SendAsync(HttpMethod.Post, Root, new JsonObject { ["text"] = text }.ToJsonString(), ApiRig.Token);
        }

        var (_, found) = await rig.GetAsync($"{Root}?text={Uri.EscapeDataString(words)}");

        found["entries"]!.AsArray().Select(static one => (int)one!["id"]!).Order().ShouldBe(expected);
    }

    [Fact]
    public async Task More_letters_than_are_looked_for_are_refused()
    {
        await using var rig = await ApiRig.StartAsync(_cancellation);

        var (status, refusal) = await rig.GetAsync($"{Root}?text={new string('a', NoteSearch.MostLetters + 1)}");

        (status, (string?)refusal["code"]).ShouldBe((HttpStatusCode.UnprocessableEntity, "SW6503"));
    }

    [Theory]
    [InlineData("""{"text":"  "}""")]
    [InlineData("""{"text":"x","links":["page:1"]}""")]
    [InlineData("""{"text":"x","kind":"hand-over"}""")]
    [InlineData("""{"text":"bell \u0007"}""")]
    public async Task What_cannot_be_used_is_refused(string body)
    {
        await using var rig = await ApiRig.StartAsync(_cancellation);

        var (status, refusal) = await rig.SendAsync(HttpMethod.Post, Root, body, ApiRig.Token);

        (status, (string?)refusal["code"]).ShouldBe((HttpStatusCode.UnprocessableEntity, "SW6673"));
    }

    [Theory]
    [InlineData("9999-12-31T23:59:59Z")]
    [InlineData("0001-01-01T00:00:00Z")]
    public async Task An_instant_that_no_shift_can_be_around_is_refused_with_the_range(string at)
    {
        await using var rig = await ApiRig.StartAsync(_cancellation);

        var (status, problem) = await rig.GetAsync(Root + "/hand-over?at=" + at);

        status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        ((string?)problem["detail"]).ShouldNotBeNull().ShouldContain("1970 to 2199");
    }

    [Fact]
    public async Task An_entry_and_the_beginning_of_shifts_are_changed_as_they_were_seen_or_not_at_all()
    {
        await using var rig = await ApiRig.StartAsync(_cancellation);
        await rig.SendAsync(HttpMethod.Post, Root, """{"kind":"note","text":"one"}""", ApiRig.Token);
        foreach (var (address, body) in new[] { (Root + "/1", """{"text":"two"}"""), (Root + "/schedule", """{"starts":["06:00","18:00"]}""") })
        {
            using var read = await rig.AnswerAsync(HttpMethod.Get, address, null, ApiRig.Token);
            var seen = read.Headers.ETag.ShouldNotBeNull().ToString();
            using var changed = await rig.AnswerAsync(HttpMethod.Put, address, body, ApiRig.Token, ("If-Match", seen));
            using var stale = await rig.AnswerAsync(HttpMethod.Put, address, body, ApiRig.Token, ("If-Match", seen));
            (changed.StatusCode, stale.StatusCode).ShouldBe((HttpStatusCode.OK, HttpStatusCode.PreconditionFailed), address);
            changed.Headers.ETag.ShouldNotBeNull().ToString().ShouldNotBe(seen);
        }
    }

    [Fact]
    public async Task A_store_that_cannot_be_read_when_a_shift_begins_is_said_and_read_again()
    {
        var said = Channel.CreateUnbounded<string>();
        await using var rig = await ApiRig.StartAsync(_cancellation, furnish: room => room with { Say = line => said.Writer.TryWrite(line) });
        using var connection = rig.Services.GetRequiredService<DeskStore>().Open();
        connection.Run("ALTER TABLE shift_energy RENAME TO shift_away");
        rig.Pass();
        await rig.SendAsync(HttpMethod.Put, Root + "/schedule", """{"starts":["05:00","13:00","21:00"]}""", ApiRig.Token);
        rig.Pass();

        string line;
        do
        {
            line = await said.Reader.ReadAsync(_cancellation);
        }
        while (!line.Contains("cannot be read", StringComparison.Ordinal));

        connection.Run("ALTER TABLE shift_away RENAME TO shift_energy");
    }

    [Fact]
    public async Task A_hand_over_is_signed_by_the_outgoing_and_by_the_incoming_shift()
    {
        await using var rig = await ApiRig.StartAsync(_cancellation);
        await rig.OrderAsync("""{"id":"call-1","kind":"shed","to_mw":10,"within_seconds":30,"reason":"grid","by":"qse"}""");
        var (_, over) = await rig.SendAsync(HttpMethod.Post, Root + "/hand-over", """{"text":"Quiet, one call of the QSE"}""", ApiRig.Token);
        var (taken, signature) = await rig.SendAsync(HttpMethod.Post, Root + "/1/take-over", """{"text":"Taken over"}""", ApiRig.Token);
        var (none, _) = await rig.SendAsync(HttpMethod.Post, Root + "/2/take-over", """{"text":"Taken over"}""", ApiRig.Token);
        var (_, schedule) = await rig.SendAsync(HttpMethod.Put, Root + "/schedule", """{"starts":["06:00","14:00","22:00"]}""", ApiRig.Token);

        ((string?)over["kind"]).ShouldBe("hand-over");
        (taken, (int)signature["to"]!).ShouldBe((HttpStatusCode.Created, 1));
        none.ShouldBe(HttpStatusCode.UnprocessableEntity);
        schedule["starts"]!.AsArray().Select(static one => (string?)one).ShouldBe(["06:00", "14:00", "22:00"]);
    }

    [Fact]
    public void Once_its_shift_has_ended_nobody_changes_an_entry_and_before_only_its_writer()
    {
        var (start, end) = (Instant.FromUtc(2026, 7, 1, 12, 0), Instant.FromUtc(2026, 7, 2, 0, 0));
        var note = new ShiftNote(1, NoteKind.Note, new("2026-07-01T07:00", start, end), start, "ann", "a") { Text = "x" };

        note.IsOpenTo("a", end - Duration.FromMilliseconds(1)).ShouldBeTrue();
        note.IsOpenTo("a", end).ShouldBeFalse();
        note.IsOpenTo("b", start).ShouldBeFalse();
        (note with { Kind = NoteKind.HandOver }).IsOpenTo("a", start).ShouldBeFalse();
    }
}
