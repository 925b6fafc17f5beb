using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using NodaTime;
using Spillway.App.Boards;
using Spillway.App.Console.Texts;
using Spillway.Units;

namespace Spillway.App.Console.Now;

/// <summary>The site as it is: read in five seconds.</summary>
public sealed partial class NowPage
{
    // The rest of the page stays in sight beneath them; the page of orders has all.
    private const int MostOrders = 5;

    private static readonly TimeSpan _look = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan _silent = TimeSpan.FromSeconds(10);

    private Task _looking = Task.CompletedTask;

    [Inject]
    private DeskPictures Pictures { get; set; } = null!;

    [Inject]
    private OrderProgressBook ProgressBook { get; set; } = null!;

    private DeskPicture Picture => Pictures.Of(Frame);

    private ImmutableArray<GroupRow> Rows => new GroupRows(Desk, Reader).Of(Picture);

    // How long ago the frame was made, where that is longer than any pass may take; null while passes come.
    private Duration? SilentFor =>
        Room.Wall.GetElapsedTime(Frame.SeenAt) is var age && RendererInfo.IsInteractive && age > _silent + Desk.Plant.Rules.PassPeriod.ToTimeSpan() ? Duration.FromTimeSpan(age) : null;

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _looking;
    }

    /// <inheritdoc/>
    protected override Task BeginAsync()
    {
        _looking = RendererInfo.IsInteractive ? LookAsync(Closed) : Task.CompletedTask;
        return Task.CompletedTask;
    }

    private static string Signed(decimal? value, string format = "#,##0.00") =>
        value is { } some ? (some > 0m ? "+" : some < 0m ? "−" : "") + Reader.Number(Math.Abs(some), format) : Reader.None;

    private OrderProgress? Progress(OrderId order) => ProgressBook.Of(order);

    // A desk that stands still sends no frame: the age is looked at all the same.
    private async Task LookAsync(CancellationToken closed)
    {
        using var timer = new PeriodicTimer(_look, Room.Wall);
        try
        {
            while (await timer.WaitForNextTickAsync(closed))
            {
                if (SilentFor is not null)
                {
                    StateHasChanged();
                }
            }
        }
        catch (OperationCanceledException) when (closed.IsCancellationRequested)
        {
            // The page was left.
        }
    }
}
