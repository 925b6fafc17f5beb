using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using NodaTime;
using Spillway.App.Api;
using Spillway.App.Sites;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Signals.Orders;
using Spillway.Engine.Sites.Plants;
using Spillway.Units;

namespace Spillway.App.Composition;

/// <summary>The evidence of every shed and stop: who, when, the order's hash, the power before, during and after, and what became of
/// every command; one file an order in the folder <c>evidence</c>.</summary>
/// <remarks>Told of passes on the desk's thread; files are written where it is told, at the deadline and at the end.</remarks>
internal sealed class EvidenceBook : IDisposable
{
    /// <summary>The folder's name in the data folder.</summary>
    public const string Folder = "evidence";

    private const int MostOpen = 100;
    private const int MostPoints = 7_200;
    private const int PointsBefore = 60;
    private static readonly Duration _after = Duration.FromMinutes(2);

    private readonly string _folder;
    private readonly SiteDefinition _site;
    private readonly Plant _plant;
    private readonly Action<string> _say;
    private readonly List<EvidencePack> _open = [];
    private readonly Queue<(Instant At, Megawatts Power)> _past = [];

    /// <summary>An empty book.</summary>
    /// <param name="dataFolder">The data folder.</param>
    /// <param name="site">The site.</param>
    /// <param name="plant">The plant.</param>
    /// <param name="say">Told where a pack was written.</param>
    public EvidenceBook(string dataFolder, SiteDefinition site, Plant plant, Action<string> say)
    {
        _folder = Path.Combine(dataFolder, Folder);
        _site = site;
        _plant = plant;
        _say = say;
    }

    /// <summary>The name of the file of an order.</summary>
    /// <param name="at">When it was accepted.</param>
    /// <param name="order">The order.</param>
    /// <param name="isPartial">Whether the pack lacks its beginning.</param>
    public static string FileName(Instant at, OrderId order, bool isPartial) =>
        string.Create(CultureInfo.InvariantCulture, $"{at:uuuuMMdd'T'HHmmss'Z'}-{order}{(isPartial ? "-continued" : "")}.json");

    /// <summary>Nothing was gathered: the journal is read anew.</summary>
    public void Forget()
    {
        _open.Clear();
        _past.Clear();
    }

    /// <summary>The journal is read from a checkpoint on: orders that held by then are gathered from there, without their beginning.</summary>
    /// <param name="state">The state at the checkpoint.</param>
    public void Begin(ControlState state)
    {
        foreach (var order in state.Orders.Where(order => IsGathered(order.Order.Kind) && _open.Count < MostOpen))
        {
            var within = order.Deadline - order.AcceptedAt;
            var answer = new OrderAnswer(order.Order.Id, OrderVerdict.Accepted, order.Level, order.Level, within, Promise: null);
            _open.Add(new(order.Order, answer, order.AcceptedAt, within, []) { GatheredFrom = state.At });
        }
    }

    /// <summary>From when on the journal has to be read for every pack to have its beginning; null where they have.</summary>
    public Instant? MissingFrom =>
        _open.Where(pack => pack.IsPartial).Select(pack => (Instant?)(pack.At - (PointsBefore * _plant.Rules.PassPeriod))).Min();

    /// <summary>A pass of an earlier desk, as its journal tells it: what that desk was gathering when it ended is gathered on.</summary>
    /// <param name="frame">What became known.</param>
    /// <param name="turn">What was decided.</param>
    /// <param name="state">What the desk remembered after it.</param>
    public void Recover(FieldFrame frame, ControlTurn turn, ControlState state)
    {
        var power = Power(frame, state);
        Open(frame, turn, power);
        foreach (var pack in _open)
        {
            Gather(pack, frame, turn, power);
        }

        _open.RemoveAll(pack => IsOver(pack, turn));
    }

    /// <summary>A pass was kept.</summary>
    /// <param name="frame">What became known.</param>
    /// <param name="turn">What was decided.</param>
    /// <param name="state">What the desk remembers.</param>
    public void Passed(FieldFrame frame, ControlTurn turn, ControlState state)
    {
        var power = Power(frame, state);
        Open(frame, turn, power);
        foreach (var pack in _open)
        {
            Gather(pack, frame, turn, power);
            if ((!pack.IsWritten && turn.At >= pack.At + pack.Within) || IsOver(pack, turn))
            {
                Write(pack);
                pack.IsWritten = true;
            }
        }

        _open.RemoveAll(pack => IsOver(pack, turn));
    }

    /// <summary>Writes what is still open.</summary>
    public void Dispose()
    {
        foreach (var pack in _open)
        {
            Write(pack);
        }
    }

    private void Open(FieldFrame frame, ControlTurn turn, Megawatts power)
    {
        for (var index = 0; index < turn.Answers.Length; index++)
        {
            var order = frame.Orders[index];
            if (turn.Answers[index] is { Verdict: OrderVerdict.Accepted or OrderVerdict.AcceptedWithinHigher } answer
                && IsGathered(order.Kind) && _open.Count < MostOpen)
            {
                _open.Add(new(order, answer, turn.At, order.Within ?? _plant.Rules.OrderWithin, [.. _past]));
            }
        }

        _past.Enqueue((turn.At, power));
        while (_past.Count > PointsBefore)
        {
            _past.Dequeue();
        }
    }

    private static bool IsGathered(OrderKind kind) => kind is OrderKind.Ceiling or OrderKind.Reduction or OrderKind.Stop;

    private static void Gather(EvidencePack pack, FieldFrame frame, ControlTurn turn, Megawatts power)
    {
        if (pack.Curve.Count < MostPoints)
        {
            pack.Curve.Add((turn.At, power));
        }

        pack.Count(turn, frame.Outcomes);
        if (turn.Endings.Any(ending => ending.Order == pack.Order.Id))
        {
            pack.EndedAt = turn.At;
        }
    }

    private static bool IsOver(EvidencePack pack, ControlTurn turn) => pack.EndedAt is { } ended && turn.At >= ended + _after;

    private void Write(EvidencePack pack)
    {
        // What lacks its beginning does not take the place of a file that an earlier desk wrote with it.
        var path = Path.Combine(_folder, FileName(pack.At, pack.Order.Id, pack.IsPartial));
        try
        {
            Directory.CreateDirectory(_folder);
            File.WriteAllText(path + ".new", Json(pack).ToJsonString() + "\n");
            File.Move(path + ".new", path, overwrite: true);
            if (!pack.IsWritten)
            {
                _say($"Evidence of order {pack.Order.Id}: {path}");
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The journal holds the same facts; a full disk must not stop a shed.
            _say($"Evidence of order {pack.Order.Id} could not be written: {failure.Message}");
        }
    }

    private JsonObject Json(EvidencePack pack)
    {
        var order = OrderJson.Of(pack.Order);
        var text = order.ToJsonString();
        var before = pack.Before.Count == 0 ? (decimal?)null : pack.Before[^1].Power.Value;
        var deadline = pack.At + pack.Within;
        var within = pack.Curve.Where(point => point.At <= deadline).Select(point => (decimal?)point.Power.Value).Min();
        return new()
        {
            ["site"] = _site.Site.Id.Text,
            ["order"] = order,
            ["order_sha256"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))),
            ["accepted_utc"] = ApiJson.Instant(pack.At),
            ["gathered_from_utc"] = ApiJson.Instant(pack.GatheredFrom),
            ["deadline_utc"] = ApiJson.Instant(deadline),
            ["ended_utc"] = pack.EndedAt is { } ended ? ApiJson.Instant(ended) : null,
            ["level_mw"] = ApiJson.Number(pack.Answer.Level?.Value),
            ["promise"] = pack.Answer.Promise is { } promise ? OrderJson.Of(promise) : null,
            ["measured"] = new JsonObject
            {
                ["before_mw"] = ApiJson.Number(before),
                ["least_within_deadline_mw"] = ApiJson.Number(within),
                ["reduction_mw"] = ApiJson.Number(before - within),
                ["kept"] = pack.Answer.Level is { } level && within is { } least ? least <= level.Value : null,
            },
            ["commands"] = pack.Commands(),
            ["curve"] = new JsonArray([.. pack.Before.Concat(pack.Curve).Select(point => (JsonNode)new JsonArray(ApiJson.Instant(point.At), ApiJson.Number(point.Power.Value)))]),
        };
    }

    // A meter that has nothing new in a pass still says what it said; only one that is silent for too long is replaced by the machines' word.
    private Megawatts Power(FieldFrame frame, ControlState state) =>
        frame.Meter?.Power ?? SitePower.Now(_plant, state);
}
