using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using Spillway.App.Journals;
using Spillway.App.Machines;
using Spillway.Engine;
using Spillway.Engine.Signals.Field;

namespace Spillway.App.Console.Fleet;

/// <summary>All machines: the odd ones first, by hall and feed, and what their firmware does. Drawn once a second at most.</summary>
public sealed partial class FleetPage
{
    private FleetSnapshot _fleet = null!;
    private FleetFilter _filter = FleetFilter.All;
    private ImmutableArray<MachineRow> _rows = [];
    private IList<FleetLine> _items = [];
    private FleetOrder _order;
    private string _text = "";
    private bool _isNew = true;

    /// <summary>The machines as they are.</summary>
    [Inject]
    public FleetWatch Watch { get; set; } = null!;

    /// <summary>Who they are.</summary>
    [Inject]
    public MachineDirectory Directory { get; set; } = null!;

    /// <summary>How they followed.</summary>
    [Inject]
    public CommandLedger Ledger { get; set; } = null!;

    /// <summary>How they followed, by firmware.</summary>
    [Inject]
    public FirmwareTruths Truths { get; set; } = null!;

    /// <summary>Reads the journal for that.</summary>
    [Inject]
    public JournalFollower Follower { get; set; } = null!;

    /// <summary>Goes to other pages.</summary>
    [Inject]
    public NavigationManager Navigation { get; set; } = null!;

    /// <summary>From the page's address: the group.</summary>
    [SupplyParameterFromQuery(Name = "group")]
    public string? Group { get; set; }

    /// <summary>From the page's address: the condition.</summary>
    [SupplyParameterFromQuery(Name = "condition")]
    public string? Condition { get; set; }

    /// <summary>From the page's address: <c>true</c> for odd ones alone.</summary>
    [SupplyParameterFromQuery(Name = "odd")]
    public string? Odd { get; set; }

    /// <summary>From the page's address: what is sought.</summary>
    [SupplyParameterFromQuery(Name = "text")]
    public string? Text { get; set; }

    /// <inheritdoc/>
    protected override Task BeginAsync()
    {
        Follower.Begin();
        try
        {
            _filter = FleetFilter.Read(Group, Condition, Odd, Text);
        }
        catch (RefusedException)
        {
            // An address from elsewhere that says nothing: all machines are shown.
            _filter = FleetFilter.All;
        }

        _text = _filter.Text;
        _fleet = Watch.Newest();
        Sort();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override void Framed()
    {
        var fleet = Watch.Newest();
        if (!ReferenceEquals(fleet, _fleet))
        {
            _fleet = fleet;
            Sort();
        }
    }

    /// <inheritdoc/>
    protected override bool ShouldRender()
    {
        var isNew = _isNew;
        _isNew = false;
        return isNew;
    }

    // What is typed stays as it is: a blank at its end is the beginning of the next word.
    private void Seek(string? text)
    {
        _text = text ?? "";
        Set(_filter with { Text = _text.Trim() });
    }

    private void Set(FleetFilter filter)
    {
        _filter = filter;
        _text = filter.Text == _text.Trim() ? _text : filter.Text;
        Sort();
        Navigation.NavigateTo(MachineAddress.Of(filter), replace: true);
    }

    private void Order(FleetOrder order)
    {
        _order = order;
        Sort();
    }

    private void Toggle(MachineCondition condition) => Set(_filter with { Condition = _filter.Condition == condition ? null : condition });

    private void Open(int machine) => Navigation.NavigateTo(MachineAddress.Of(Directory, machine));

    private void Sort()
    {
        _rows = _filter.OddFirst(_fleet, Directory);
        _items = FleetLine.Of(_rows, _order, Desk.Plant, Directory);
        _isNew = true;
    }
}
