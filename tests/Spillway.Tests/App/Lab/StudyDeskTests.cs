using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Shouldly;
using Spillway.App.Accounts;
using Spillway.App.Lab;
using Spillway.App.People;
using Spillway.App.Setup;
using Spillway.Engine;
using Spillway.Tests.App.Api;
using Xunit;

namespace Spillway.Tests.App.Lab;

public sealed class StudyDeskTests
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);
    private static readonly Actor _trader = new("1", "tia", ActorKind.Person, [Roles.Trader], []);
    private static readonly Actor _viewer = new("2", "cho", ActorKind.Person, [Roles.Viewer], []);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_study_of_two_days_runs_and_two_of_them_stand_side_by_side()
    {
        await using var rig = await StartAsync(days: 3);
        var desk = rig.Services.GetRequiredService<StudyDesk>();

        var one = await Ended(desk, await desk.AskAsync(_trader, Request("strike:price=30", 2), Ct));
        (one.State, one.Fault).ShouldBe((StudyState.Done, null));
        var two = await Ended(desk, await desk.AskAsync(_trader, Request("", 2, "strike-price=20:40:20"), Ct));
        (two.State, two.Fault).ShouldBe((StudyState.Done, null));

        var result = desk.Result(one.Id).ShouldNotBeNull();
        StudyFigures.Currency(result).ShouldBe("USD");
        var figures = StudyFigures.Of(result);
        figures.Select(static figure => figure.Label).ShouldBe(["always-on", "strike", "strike:price=30", "foresight"]);
        figures.Single(static figure => figure.Label == "foresight").Net.ShouldBeGreaterThanOrEqualTo(figures[0].Net);
        File.ReadAllText(desk.Report(one.Id)).ShouldContain("What came of it");
        var compared = ComparedStudies.Of([one, two], desk.Result);
        compared.Rows.Single(static row => row.Label == "strike:price=30").Cells.Select(static cell => cell is null).ShouldBe([false, true]);
        compared.Rows.Single(static row => row.Label == "strike:price=40").Cells.Select(static cell => cell is null).ShouldBe([true, false]);
        compared.Rows.Single(static row => row.Label == "foresight").Cells[1].ShouldBe(figures[^1]);
        var (_, answer) = await rig.GetAsync($"/api/v1/studies/compare?ids={one.Id},{two.Id}");
        answer["studies"]!.AsArray().Select(static study => (long)study!["id"]!).ShouldBe([one.Id, two.Id]);
        var foresight = answer["policies"]!.AsArray().Single(static row => (string)row!["policy"]! == "foresight")!["cells"]!.AsArray();
        ((decimal)foresight[1]!["net_usd"]!).ShouldBe(figures[^1].Net, 0.01m);
        answer["policies"]!.AsArray().Single(static row => (string)row!["policy"]! == "strike:price=30")!["cells"]![1].ShouldBeNull();
        (await rig.GetAsync("/api/v1/studies/compare")).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task A_study_is_called_off_and_the_next_one_runs()
    {
        await using var rig = await StartAsync(days: 200);
        var desk = rig.Services.GetRequiredService<StudyDesk>();
        var started = new TaskCompletionSource();
        var first = await desk.AskAsync(_trader, Request("", 190, "strike-price=1:900:1"), Ct);
        desk.Changed += () => _ = desk.Get(first.Id).State == StudyState.Running && started.TrySetResult();
        if (desk.Get(first.Id).State == StudyState.Running)
        {
            started.TrySetResult();
        }

        await started.Task.WaitAsync(_patience, Ct);
        var waiting = await desk.AskAsync(_trader, Request("always-on", 1), Ct);
        var next = await desk.AskAsync(_trader, Request("strike:price=30", 1), Ct);
        await desk.CancelAsync(_trader, waiting.Id, Ct);
        await desk.CancelAsync(_trader, first.Id, Ct);

        (await Ended(desk, first)).State.ShouldBe(StudyState.Cancelled);
        desk.Get(waiting.Id).State.ShouldBe(StudyState.Cancelled);
        (await Ended(desk, next)).State.ShouldBe(StudyState.Done);
        (await Should.ThrowAsync<RefusedException>(desk.CancelAsync(_trader, first.Id, Ct))).Code.ShouldBe(LabErrors.HasEnded);
        Should.Throw<RefusedException>(() => desk.Report(first.Id)).Code.ShouldBe(LabErrors.NoReport);
    }

    [Fact]
    public async Task What_cannot_run_is_refused_at_once_or_says_why()
    {
        await using var rig = await StartAsync(days: 1);
        var desk = rig.Services.GetRequiredService<StudyDesk>();

        (await Should.ThrowAsync<RefusedException>(desk.AskAsync(_viewer, Request("", 1), Ct))).Code.ShouldBe(AccountErrors.NotAllowed);
        (await Should.ThrowAsync<RefusedException>(desk.AskAsync(_trader, Request("guess", 1), Ct))).What.ShouldContain("guess");
        (await Should.ThrowAsync<RefusedException>(desk.AskAsync(_trader, Request("", 4000), Ct))).Code.ShouldBe(LabErrors.TooLong);
        var without = await Ended(desk, await desk.AskAsync(_trader, Request("always-on", 1) with { From = new(2019, 1, 1), To = new(2019, 1, 2) }, Ct));
        without.State.ShouldBe(StudyState.Failed);
        without.Fault.ShouldNotBeNull().ShouldContain("2019-01-02");
    }

    [Fact]
    public async Task What_a_desk_that_is_gone_left_open_is_marked()
    {
        await using var rig = await ApiRig.StartAsync(Ct);
        var table = new StudyTable(new DeskStore(rig.Folder));
        var id = table.Add(Request("", 1), "tia", Instant.FromUtc(2024, 6, 1, 0, 0));

        table.EndLeft(Instant.FromUtc(2024, 6, 2, 0, 0), "The desk ended before the study did.");

        table.Find(id).ShouldNotBeNull().State.ShouldBe(StudyState.Failed);
    }

    [Fact]
    public async Task The_API_does_what_the_page_does_and_the_report_is_in_a_sandbox()
    {
        await using var rig = await StartAsync(days: 2);
        var (status, study) = await rig.SendAsync(HttpMethod.Post, "/api/v1/studies", """{"from":"2024-06-01","to":"2024-06-02","policies":"always-on"}""", ApiRig.Token);
        status.ShouldBe(HttpStatusCode.Accepted);
        var desk = rig.Services.GetRequiredService<StudyDesk>();
        await Ended(desk, desk.Get((long)study["id"]!));

        var (_, read) = await rig.GetAsync($"/api/v1/studies/{study["id"]}");
        ((string?)read["state"]).ShouldBe("done");
        read["result"].ShouldBeOfType<JsonObject>()["policies"]!.AsArray().Count.ShouldBe(3);
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{rig.Port}") };
        http.DefaultRequestHeaders.Authorization = new("Bearer", ApiRig.Token);
        using var report = await http.GetAsync(new Uri($"/lab/studies/{study["id"]}/report", UriKind.Relative), Ct);
        report.Headers.GetValues("Content-Security-Policy").ShouldHaveSingleItem().ShouldStartWith("sandbox allow-scripts;");
        (await report.Content.ReadAsStringAsync(Ct)).ShouldContain("<title>");
        (await http.GetAsync(new Uri("/lab/studies/99/report", UriKind.Relative), Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static StudyRequest Request(string policies, int days, params string[] sweeps) =>
        new("", new(2024, 6, 1), new LocalDate(2024, 6, 1).PlusDays(days), policies, [.. sweeps]);

    private static async Task<ApiRig> StartAsync(int days)
    {
        var rig = await ApiRig.StartAsync(Ct);
        var start = new DateTime(2024, 6, 1, 5, 0, 0, DateTimeKind.Utc);
        var rows = string.Concat(Enumerable.Range(0, days * 96).Select(row => $"{start.AddMinutes(15 * row):yyyy-MM-ddTHH:mm:ssZ},{20 + (row * 7 % 40)}\n"));
        await rig.Services.GetRequiredService<PriceImports>().ImportAsync(_trader, [new("prices.csv", Encoding.UTF8.GetBytes("interval_start_utc,LZ_WEST\n" + rows))], Spillway.App.Api.SeenTag.Any, Ct);
        return rig;
    }

    private static async Task<Study> Ended(StudyDesk desk, Study study)
    {
        var ended = new TaskCompletionSource();
        void Look() => _ = !desk.Get(study.Id).IsOpen && ended.TrySetResult();
        desk.Changed += Look;
        Look();
        await ended.Task.WaitAsync(_patience, Ct);
        desk.Changed -= Look;
        return desk.Get(study.Id);
    }
}
