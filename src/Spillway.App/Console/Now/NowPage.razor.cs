using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using Spillway.App.Boards;
using Spillway.App.Console.Texts;
using Spillway.Units;

namespace Spillway.App.Console.Now;

/// <summary>The site as it is: read in five seconds.</summary>
public sealed partial class NowPage
{
    // The rest of the page stays in sight beneath them; the page of orders has all.
    private const int MostOrders = 5;

    [Inject]
    private DeskPictures Pictures { get; set; } = null!;

    [Inject]
    private OrderProgressBook ProgressBook { get; set; } = null!;

    private DeskPicture Picture => Pictures.Of(Frame);

    private ImmutableArray<GroupRow> Rows => new GroupRows(Desk, Reader).Of(Picture);

    private static string Signed(decimal? value, string format = "#,##0.00") =>
        value is { } some ? (some > 0m ? "+" : some < 0m ? "−" : "") + Reader.Number(Math.Abs(some), format) : Reader.None;

    private OrderProgress? Progress(OrderId order) => ProgressBook.Of(order);
}
