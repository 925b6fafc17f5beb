using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Spillway.App.Accounts;
using Spillway.App.Api;
using Spillway.App.Boards;
using Spillway.App.Console.Texts;
using Spillway.Engine.Commands.Control;

namespace Spillway.App.Console.Layout;

/// <summary>A page that shows the desk: it is drawn again with every frame of the board that the browser keeps up with.</summary>
public abstract class DeskPage : ComponentBase, IAsyncDisposable
{
    private readonly CancellationTokenSource _end = new();
    private Task _watching = Task.CompletedTask;

    /// <summary>What the page stands in.</summary>
    [Inject]
    public DeskRoom Room { get; set; } = null!;

    /// <summary>Who may do what.</summary>
    [Inject]
    public Gate Gate { get; set; } = null!;

    /// <summary>Who reads: texts, numbers and times take their form from it.</summary>
    [CascadingParameter]
    public Reader Reader { get; set; } = null!;

    /// <summary>Who is signed in.</summary>
    [CascadingParameter]
    public Task<AuthenticationState> SignedIn { get; set; } = null!;

    /// <summary>The desk.</summary>
    protected DeskView Desk => Room.View;

    /// <summary>The newest frame.</summary>
    protected BoardFrame Frame { get; private set; } = null!;

    /// <summary>The state in the newest frame.</summary>
    protected ControlState State => Frame.State;

    /// <summary>Who is signed in; the page's own action has let nobody else in.</summary>
    protected Actor Who { get; private set; } = null!;

    /// <summary>The currency of the site, such as <c>USD</c>.</summary>
    protected string Currency => Desk.Site.Currency;

    /// <summary>Whether the page wants every frame; a page that does not move with the desk says no.</summary>
    protected virtual bool Follows => true;

    /// <summary>Ends with the page.</summary>
    protected CancellationToken Closed => _end.Token;

    /// <summary>Whether the signed-in person may do something.</summary>
    /// <param name="what">What.</param>
    protected bool May(DeskAction what) => Gate.Allows(Who with { Groups = [] }, what);

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        Frame = Room.Board.Newest;
        Who = ActorClaims.Of((await SignedIn).User) ?? Actor.Nobody;
        await BeginAsync();
        if (RendererInfo.IsInteractive && Follows)
        {
            _watching = WatchAsync();
        }
    }

    /// <summary>What a page does before it is drawn first.</summary>
    protected virtual Task BeginAsync() => Task.CompletedTask;

    /// <summary>What a page does with a new frame, before it is drawn.</summary>
    protected virtual void Framed()
    {
        // Most pages read the frame while they are drawn.
    }

    /// <inheritdoc/>
    public virtual async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _watching;
        _end.Dispose();
        GC.SuppressFinalize(this);
    }

    private async Task WatchAsync()
    {
        try
        {
            await foreach (var frame in Room.Board.WatchAsync(_end.Token))
            {
                Frame = frame;
                Framed();
                StateHasChanged();
            }
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested)
        {
            // The page was left.
        }
#pragma warning disable CA1031
        catch (Exception fault)
#pragma warning restore CA1031
        {
            // Nobody awaits this before the page is left: whatever ends it is the page's own fault, seen at once.
            await DispatchExceptionAsync(fault);
        }
    }
}
