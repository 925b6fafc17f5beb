using Microsoft.AspNetCore.Components;
using Spillway.App.Accounts;
using Spillway.App.Console.Texts;
using Spillway.App.Events;
using Spillway.Engine;

namespace Spillway.App.Console.Events;

/// <summary>The drills that are planned.</summary>
public sealed partial class PlannedDrillList
{
    private long? _leaving;
    private bool _isBusy;
    private string? _refused;

    /// <summary>Who reads.</summary>
    [CascadingParameter]
    public Reader Reader { get; set; } = null!;

    /// <summary>Who is signed in.</summary>
    [Parameter]
    [EditorRequired]
    public Actor Who { get; set; } = null!;

    /// <summary>Whether that one may begin drills and call them off.</summary>
    [Parameter]
    public bool MayDrill { get; set; }

    /// <summary>Told which one is to be looked at and begun.</summary>
    [Parameter]
    public EventCallback<PlannedDrill> Chosen { get; set; }

    [Inject]
    internal PlannedDrills Planned { get; set; } = null!;

    private string Word(PlannedDrillState state) => state switch
    {
        PlannedDrillState.Ahead => Reader["ahead"],
        PlannedDrillState.Due => Reader["due: begin it or call it off"],
        _ => Reader["missed: not begun within 24 hours"],
    };

    private async Task CallOffAsync(long id)
    {
        if (_isBusy)
        {
            return;
        }

        (_isBusy, _refused) = (true, null);
        try
        {
            await Planned.CallOffAsync(Who, id, CancellationToken.None);
        }
        catch (RefusedException refusal)
        {
            _refused = RefusalWords.Whole(Reader, refusal);
        }

        (_isBusy, _leaving) = (false, null);
    }
}
