using System.Collections.Immutable;
using Spillway.App.Api;
using Spillway.App.Boards;
using Spillway.App.Console.Texts;
using Spillway.Engine.Commands.Control;

namespace Spillway.App.Console.Now;

/// <summary>Makes the rows of the table of groups.</summary>
/// <param name="desk">The desk.</param>
/// <param name="reader">Who reads.</param>
public sealed class GroupRows(DeskView desk, Reader reader)
{
    private readonly GroupSentences _sentences = new(reader);

    /// <summary>The rows of a picture, in file order.</summary>
    /// <param name="picture">The picture.</param>
    public ImmutableArray<GroupRow> Of(DeskPicture picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        return [.. picture.Groups.Select((group, index) => new GroupRow(group, Standing(group), _sentences.Why(Facts(picture, group, index))))];
    }

    private GroupFacts Facts(DeskPicture picture, GroupPicture group, int index)
    {
        var state = picture.Frame.State;
        var because = group.Wanted.Because;
        return new(
            group.Load.Id, group.Load.Machines, group.Wanted.Target, because.Kind,
            state.Decision is { } decision && index < decision.Commands.Length ? decision.Commands[index].Reason : null,
            picture.Frame.Price, group.Value, desk.Site.Currency,
            because.Order is { } id ? state.Orders.FirstOrDefault(active => active.Order.Id == id) : null,
            desk.Site.Site.Limits.Import, [.. state.Alarms.Select(static alarm => alarm.Code)]);
    }

    private static GroupStanding Standing(GroupPicture group)
    {
        var (wanted, counts) = (group.Wanted, group.Counts);
        var drawing = counts.Running + counts.Starting;
        return drawing > wanted.Target && wanted.Because.Kind != CauseKind.LockOut ? GroupStanding.Falling
            : counts.Starting > 0 || drawing < wanted.Target - counts.Lost - counts.Unknown ? GroupStanding.Rising
            : drawing == 0 ? GroupStanding.Off
            : wanted.Target >= group.Load.Machines ? GroupStanding.On : GroupStanding.Partly;
    }
}
