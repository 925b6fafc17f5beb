using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using NodaTime;
using Spillway.App.Api;
using Spillway.App.Boards;
using Spillway.App.Composition;
using Spillway.App.Sites;
using Spillway.App.Statements;
using Spillway.Engine;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Signals.Obligations;
using Spillway.Engine.Signals.Orders;
using Spillway.Engine.Sites.Plants;
using Spillway.Journal;
using Spillway.Tests.App.Cli;
using Spillway.Tests.App.Sites;
using Spillway.Tests.Engine;
using Spillway.Tests.Engine.Control;
using Spillway.Tests.Engine.Settlements.Statements;

namespace Spillway.Tests.App.Api;

/// <summary>The API before a desk that makes a pass whenever an order comes.</summary>
internal sealed class ApiRig : IAsyncDisposable
{
    public const string Token = "0123456789abcdef0123456789abcdef";

    private readonly Screen _screen = new();
    private readonly TinyFleet _fleet;
    private readonly Lock _gate = new();
    private ApiServer _server = null!;
    private DeskBoard _board = null!;
    private HttpClient _http = null!;

    private ApiRig()
    {
        Plant = Plants.Of(Halls.Site(50m, Halls.Hall("hall-a", 30, 70m), Halls.Hall("hall-b", 20, 90m)), Plants.Plain, machinesPerFeed: 10);
        _fleet = new(Plant, Halls.Slot().Start);
        State = ControlState.Before(Plant, Halls.Slot().Start);
        Pass();
        Pass();
    }

    public Plant Plant { get; }

    public ControlState State { get; private set; }

    public DeskWatch Watch { get; } = new();

    public int Port => _server.Port;

    /// <summary>The port of the door for other machines.</summary>
    public int PublicPort => _server.PublicPort ?? throw new InvalidOperationException("There is no such door.");

    /// <summary>The desk that the API stands before.</summary>
    public DeskView View { get; private set; } = null!;

    /// <summary>What it shows.</summary>
    public DeskBoard Board => _board;

    public IServiceProvider Services => _server.Services;

    public string Folder => _screen.Folder;

    /// <summary>What contracts hold of the site.</summary>
    public HeldBook Held { get; set; } = HeldBook.Empty;

    public static async Task<ApiRig> StartAsync(CancellationToken cancellation, decimal? secondAbove = null, bool allowsLocalTargets = false, Func<DeskRoom, DeskRoom>? furnish = null, double speed = 1.0)
    {
        var rig = new ApiRig();
        var site = SiteFile.Read(rig._screen.Write("site.yaml", BadSiteFiles.Good));
        site = site with
        {
            Installation = site.Installation! with
            {
                Desk = site.Installation.Desk with { SecondAbove = secondAbove is { } most ? new(most) : null, AllowsLocalTargets = allowsLocalTargets },
            },
        };

        var view = new DeskView
        {
            Site = site,
            Plant = rig.Plant,
            IsPaper = false,
            State = () => rig.State,
            Watch = rig.Watch,
            Give = order => rig.Pass(order),
            Health = () => new(50, 0, 50, 0, 0, 1234),
            Price = () => (new(30.5m), Halls.Slot().Start, null),
            Hashprice = site.Hashprice,
            Head = () => JournalHead.Empty,
            Load = (period, _, _) => Task.FromResult(new LoadedSettlement(
                RandomMonths.Input(RandomMonths.Hour(period.IsDay ? [25m, 0m] : [25m, 25m, 0m, -1m])) with { Sources = [new("meters.csv", "", "meter file"), new("prices.csv", "", "tidy csv")] },
                RandomMonths.Terms,
                ["", ""])),
            Held = () => rig.Held,

            // In the middle of a month: its first day would be the month so far.
            Time = new ShiftedTime(TimeProvider.System, new(2024, 7, 15, 17, 0, 0, TimeSpan.Zero), speed),
        };
        rig.View = view;
        rig._board = new(view, TimeProvider.System);
        var room = new DeskRoom { View = view, Board = rig._board, DataFolder = rig._screen.Folder, SiteFile = Path.Combine(rig._screen.Folder, "site.yaml"), Token = Token, Port = 0, Wall = TimeProvider.System };
        rig._server = await ApiServer.StartAsync(furnish is null ? room : furnish(room));
        rig._http = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri($"http://127.0.0.1:{rig._server.Port}") };
        return rig;
    }

    public void Pass(params Order[] orders)
    {
        lock (_gate)
        {
            _fleet.Advance(Duration.FromSeconds(1));
            var frame = _fleet.Observe(null, [.. orders]);
            var turn = ControlStep.Decide(Plant, State, frame);
            State = State.Apply(Plant, frame, turn);
            _fleet.Take(turn);
            Watch.Passed(frame, turn);
        }
    }

    /// <summary>A pass that begins or ends alarms.</summary>
    public void Say(params Alarm[] alarms)
    {
        lock (_gate)
        {
            _fleet.Advance(Duration.FromSeconds(1));
            var frame = _fleet.Observe(null, []);
            var turn = ControlStep.Decide(Plant, State, frame) with { Alarms = [.. alarms] };
            State = State.Apply(Plant, frame, turn);
            _fleet.Take(turn);
            Watch.Passed(frame, turn);
        }
    }

    public Task<(HttpStatusCode Status, JsonObject Body)> GetAsync(string address) => SendAsync(HttpMethod.Get, address, null, Token);

    public Task<(HttpStatusCode Status, JsonObject Body)> OrderAsync(string body) => SendAsync(HttpMethod.Post, "/api/v1/orders", body, Token);

    public async Task<(HttpStatusCode Status, JsonObject Body)> SendAsync(HttpMethod method, string address, string? body, string? token, string? host = null)
    {
        using var request = new HttpRequestMessage(method, address);
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        request.Headers.Host = host;
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await _http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        var isJson = answer.Content.Headers.ContentType?.MediaType?.EndsWith("json", StringComparison.Ordinal) ?? false;
        return (answer.StatusCode, isJson && text.Length > 0 ? JsonNode.Parse(text) as JsonObject ?? [] : []);
    }

    /// <summary>A key that is signed and opens some actions.</summary>
    public async Task<string> KeyAsync(params string[] actions)
    {
        var body = new JsonObject { ["name"] = "scada", ["actions"] = new JsonArray([.. actions.Select(static action => (JsonNode)action)]) };
        var (_, answer) = await SendAsync(HttpMethod.Post, "/api/v1/keys", body.ToJsonString(), Token);
        await SendAsync(HttpMethod.Post, $"/api/v1/seconds/{answer["second"]!["id"]}/break-glass", """{"because":"test"}""", Token);
        return (string)answer["secret"]!;
    }

    /// <summary>Sends a request with headers of its own; the whole answer.</summary>
    public async Task<HttpResponseMessage> AnswerAsync(HttpMethod method, string address, string? body, string? token, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, address);
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await _http.SendAsync(request);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _server.DisposeAsync();
        await _board.DisposeAsync();
        _screen.Dispose();
    }
}
