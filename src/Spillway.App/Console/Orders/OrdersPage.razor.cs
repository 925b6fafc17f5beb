using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using NodaTime;
using Spillway.App.Accounts;
using Spillway.App.Accounts.Seconds;
using Spillway.App.Api;
using Spillway.App.Boards;
using Spillway.App.Console.Now;
using Spillway.App.Console.Texts;
using Spillway.App.Obligations;
using Spillway.Engine;
using Spillway.Engine.Signals.Orders;
using Spillway.Units;

namespace Spillway.App.Console.Orders;

/// <summary>The operator's hand: sheds, holds, floors, lock-outs and the total stop, each looked at before it is confirmed.</summary>
public sealed partial class OrdersPage
{
    private const int MostDone = 10;
    private const string DraftId = "draft";

    private readonly OrderDraft _draft = new();
    private ReleaseDialog _dialog = null!;
    private OrderPreview _preview = null!;
    private decimal? _stopCost;
    private DraftFault? _fault;
    private bool _isReviewed;
    private bool _isGiving;
    private bool _waits;
    private OrderId? _given;
    private (bool IsDone, string Text)? _said;

    [Inject]
    private OrderTaking Orders { get; set; } = null!;

    [Inject]
    private DeskPictures Pictures { get; set; } = null!;

    [Inject]
    private OrderProgressBook ProgressBook { get; set; } = null!;

    [Inject]
    private SecondDesk Seconds { get; set; } = null!;

    private DeskPicture Picture => Pictures.Of(Frame);

    private NowFigures Figures => new(Desk, Picture, Reader);

    private Order Order => _draft.ToOrder(DraftId, Who, Now);

    private Instant Now => Instant.FromDateTimeOffset(Desk.Time.GetUtcNow());

    private IEnumerable<OrderProgress> Done => ProgressBook.All.Where(static one => one.EndedAt is not null).Reverse().Take(MostDone);

    // What was given last took load off at once, and is to be signed.
    private bool IsToBeSigned => _given is { } given && Seconds.All().Any(one => one.State == SecondState.Done && (string?)one.What["id"] == given.Text);

    private ImmutableArray<DraftKind> Kinds => [.. Enum.GetValues<DraftKind>().Where(kind => May(OrderActions.Of(OrderDraft.Of(kind))))];

    /// <inheritdoc/>
    protected override Task BeginAsync()
    {
        _draft.Kind = Kinds.FirstOrDefault();
        _draft.Rank = OrderDraft.Usual(_draft.Kind);
        Look();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override void Framed() => Look();

    private void Look()
    {
        _preview = OrderPreviews.Of(Desk, Order);
        _stopCost = OrderPreviews.Of(Desk, Stop(DraftId)).CostPerHour;
        _fault = _fault is null ? null : _draft.Fault();
    }

    private Task ReviewAsync()
    {
        _said = null;
        _fault = _draft.Fault();
        _isReviewed = _fault is null;
        Look();
        return Task.CompletedTask;
    }

    private async Task GiveAsync()
    {
        // A second press comes before the page is drawn with the button off: it would be a second order.
        if (_isGiving || !_isReviewed)
        {
            return;
        }

        var order = _draft.ToOrder(Orders.NewId(), Who, Now);
        if (DeskHeadroom.Breaks(Desk, order) is { IsEmpty: false })
        {
            _isReviewed = false;
            _said = (false, Reader["Not given: it would break an award. The page says when, and how many MW must run."]);
            return;
        }

        await GiveAsync(order);
        if (_said is { IsDone: true })
        {
            (_draft.Power, _draft.Reason, _isReviewed) = (null, "", false);
            Look();
        }
    }

    private Order Stop(string id) => new(new(id), OrderKind.Stop, OrderRank.EmergencyStop, null, null, null, null, null, null, Reader["stopped at the console"], Who.Name);

    private async Task StopAsync(string word)
    {
        try
        {
            Orders.Confirmed(Who, Who.Name, word);
        }
        catch (RefusedException)
        {
            _said = (false, Reader["Not stopped: the confirmation came too late. Begin again."]);
            return;
        }

        await GiveAsync(Stop(Orders.NewId()));
    }

    private void AskRelease(OrderId order) => _dialog.Open(order, State.Orders.FirstOrDefault(active => active.Order.Id == order));

    private Task ReleaseAsync((OrderId Order, string Reason) asked) => GiveAsync(Orders.Release(asked.Order.Text, Who.Name, asked.Reason));

    private async Task GiveAsync(Order order)
    {
        (_isGiving, _given, _waits) = (true, order.Id, false);
        try
        {
            var answer = await Orders.GiveAsync(Who, order, Closed);
            _said = (answer.IsAccepted, new OrderAnswerSentence(Reader).Of(order, answer));
        }
        catch (RefusedException refusal)
        {
            _waits = refusal.Code == AccountErrors.NeedsSecond;
            _said = (false, refusal.Code == AccountErrors.NotAllowed
                ? Reader["Refused: your role may not do this."]
                : _waits ? Reader["It would raise the site by more than one person may alone: it waits for a second person, and nothing has moved."]
                : refusal.Code == ApiErrors.NoAnswer ? Reader["No answer within 15 s: the order may have been taken. Look at the orders in force before giving it again."]
                : Reader["Refused ({0}): {1}", refusal.Code.Id, RefusalWords.What(Reader, refusal)]);
        }
        finally
        {
            _isGiving = false;
        }
    }
}
