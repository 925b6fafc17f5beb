using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using Spillway.App.Console.Texts;
using Spillway.Engine.Signals.Orders;
using Spillway.Engine.Sites.Plants;

namespace Spillway.App.Console.Orders;

/// <summary>The form of an order.</summary>
public sealed partial class OrderForm
{
    private static readonly ImmutableArray<OrderRank> _ranks = [OrderRank.Protection, OrderRank.Obligation, OrderRank.OperatorHold];

    /// <summary>What is written.</summary>
    [Parameter]
    [EditorRequired]
    public OrderDraft Draft { get; set; } = null!;

    /// <summary>The kinds that the person may give.</summary>
    [Parameter]
    [EditorRequired]
    public ImmutableArray<DraftKind> Kinds { get; set; }

    /// <summary>The plant, with its groups and feeds.</summary>
    [Parameter]
    [EditorRequired]
    public Plant Plant { get; set; } = null!;

    /// <summary>What is missing; null where nothing is, or nobody has asked yet.</summary>
    [Parameter]
    public DraftFault? Fault { get; set; }

    /// <summary>Told of every change.</summary>
    [Parameter]
    [EditorRequired]
    public EventCallback Changed { get; set; }

    /// <summary>Told when the order is to be looked at.</summary>
    [Parameter]
    [EditorRequired]
    public EventCallback Reviewed { get; set; }

    [CascadingParameter]
    private Reader Reader { get; set; } = null!;

    private Task ChooseAsync(DraftKind kind)
    {
        (Draft.Kind, Draft.Rank) = (kind, OrderDraft.Usual(kind));
        return Changed.InvokeAsync();
    }

    private Task SetAsync(Action set)
    {
        set();
        return Changed.InvokeAsync();
    }

    private Task RankAsync(ChangeEventArgs change)
    {
        Draft.Rank = Enum.Parse<OrderRank>((string)change.Value!);
        return Changed.InvokeAsync();
    }

    private Task PlaceAsync(ChangeEventArgs change)
    {
        Draft.Place = (string?)change.Value ?? "";
        return Changed.InvokeAsync();
    }

    private Task ReasonAsync(string? reason)
    {
        Draft.Reason = reason ?? "";
        return Changed.InvokeAsync();
    }

    private string Word(DraftKind kind) => kind switch
    {
        DraftKind.ShedTo => Reader["Shed to"],
        DraftKind.ShedBy => Reader["Shed by"],
        DraftKind.HoldOff => Reader["Hold off"],
        DraftKind.HoldOn => Reader["Hold on"],
        DraftKind.Floor => Reader["Floor"],
        DraftKind.Lock => Reader["Lock out"],
        _ => Reader["Unlock"],
    };

    private string RankWord(OrderRank rank) => rank switch
    {
        OrderRank.Protection => Reader["grid: protection, breakers if needed"],
        OrderRank.Obligation => Reader["programme: an obligation"],
        _ => Reader["ours: keeps ramp and awards"],
    };

    private string Missing(DraftFault fault) => fault switch
    {
        DraftFault.Megawatts => Reader["MW: give a number from 0 to 10,000."],
        DraftFault.Seconds => Reader["Seconds: give a number from 0 to 86,400, or none for the desk's own time."],
        DraftFault.Minutes => Reader["Minutes: give a number above 0, or none to hold until it is released."],
        DraftFault.Place => Reader["Choose what it is about."],
        _ => Reader["Reason: say in a few words why; the journal keeps it."],
    };
}
